"""``countries.toml``: what a language calls countries, their people, capitals and seats of power."""

from __future__ import annotations

from typing import ClassVar

from propos.lang.tables.base import Entry, Table


class Seat(Entry):
    """A seat of power, whose name stands for whoever sits there.

    Attributes:
        names: Its names, the usual one first.
        country: ISO 3166 code.
        office: The office held there, as ``offices.toml`` has it ("le maître du Kremlin" holds it).
        body: The body that sits there, if an article is likely to name it otherwise.
    """

    names: tuple[str, ...]
    country: str
    office: str | None = None
    body: str | None = None


class Countries(Table):
    """Countries; their usual names come from CLDR.

    Attributes:
        endings: What an adjective may take after its stored form.
        names: ISO 3166 code -> other names in use.
        adjectives: Code -> adjectives and names of its people.
        capitals: Code -> the capital that stands for its government.
        seats: Seats of power.
    """

    file: ClassVar[str] = "countries.toml"

    endings: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
    adjectives: dict[str, tuple[str, ...]]
    capitals: dict[str, str]
    seats: tuple[Seat, ...] = ()

"""``relays.toml``: words that say by which way somebody's words reached the page."""

from __future__ import annotations

from typing import ClassVar

from propos.lang.tables.base import Table


class Relays(Table):
    """Words around relays.

    Attributes:
        links: Right before an agency's or outlet's name.
        published: Participles that say that words were made public.
        by: What joins them to whoever did so.
        translated: Participles that say that words were translated.
        into: What joins them to a language.
    """

    file: ClassVar[str] = "relays.toml"

    links: tuple[str, ...]
    published: tuple[str, ...]
    by: tuple[str, ...]
    translated: tuple[str, ...]
    into: tuple[str, ...]

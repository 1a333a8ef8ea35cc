"""What all files of a language pack share: unknown keys are refused, values never change."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Entry(BaseModel):
    """One entry of a table: named fields, frozen, no unknown key."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Table(Entry):
    """One file of a language pack.

    Attributes:
        file: The file's name within the pack, the same in every language.
    """

    file: ClassVar[str]

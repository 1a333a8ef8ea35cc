"""The shape of each file of a language pack, one module a file; a pack that does not fit is refused at load."""

from propos.lang.tables.base import Entry, Table

__all__ = ["Entry", "Table"]

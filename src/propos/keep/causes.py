"""Why a database refused, in words that say what to do."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

#: What SQLite's own codes mean to whoever uses the archive, without what they add to a code ("SQLITE_IOERR_WRITE").
SQLITE = {
    "SQLITE_NOTADB": "this file is no archive of propos; name another one with --archive",
    "SQLITE_CORRUPT": "this file is damaged; make a new archive from a backup with: propos restore",
    "SQLITE_FULL": "the disk is full; make room and do the same again, what was kept is not read twice",
    "SQLITE_BUSY": "another program keeps writing to it; do the same again when that one has ended",
    "SQLITE_READONLY": "it may not be written to; make the file and its folder writable",
    "SQLITE_CANTOPEN": "it is no file that can be opened, or its folder may not be written to",
    "SQLITE_IOERR": "the disk does not read or write as it should",
}


def cause_of(error: Exception) -> str:
    """What went wrong and what to do about it; the database's own words where nothing better is known.

    Example:
        >>> cause_of(PermissionError(13, "Permission denied", "/archives"))
        "the database says: [Errno 13] Permission denied: '/archives'"
    """
    inner = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(inner, sqlite3.Error):
        code = getattr(inner, "sqlite_errorname", None) or ""
        known = next((said for name, said in SQLITE.items() if code == name or code.startswith(f"{name}_")), None)
        if known:
            return known
    return f"the database says: {str(inner).strip()}"

"""Runs the migrations on an open connection, within its transaction."""

from __future__ import annotations

from pathlib import Path

from alembic.command import upgrade as alembic_upgrade
from alembic.config import Config
from sqlalchemy import Connection

from propos.errors import ArchiveError


def upgrade(connection: Connection, target: str = "head") -> None:
    """Bring the database up to a version.

    Raises:
        ArchiveError: If the database was made by a newer propos.
    """
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    try:
        alembic_upgrade(config, target)
    except CommandError as error:
        raise ArchiveError(
            f"made by another program, or another version of propos ({error})", place=str(connection.engine.url)
        ) from None

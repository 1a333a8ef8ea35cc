"""Opens the database: address, connection settings, migrations."""

from __future__ import annotations

import importlib.resources
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs
from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from propos.errors import ArchiveError, StoreError
from propos.keep.causes import cause_of

#: How long a second writer waits for the first before it gives up.
WAIT_SECONDS = 60
#: What an archive may be.
KINDS = "give a file, or an address like postgresql://user@host/name"
#: Key of PostgreSQL's advisory lock: writers take turns, as they do in SQLite.
WRITER_LOCK = 0x70726F706F73


def archive_url(url: str | None) -> str:
    """The SQLAlchemy address of an archive: the one given, else ``PROPOS_ARCHIVE``, else the user's own file.

    Example:
        >>> archive_url("coverage.sqlite")
        'sqlite:///coverage.sqlite'
    """
    chosen = url or os.environ.get("PROPOS_ARCHIVE")
    if not chosen:
        return archive_url_of_user()
    if chosen == ":memory:":
        return "sqlite://"
    if "://" not in chosen:
        return f"sqlite:///{chosen}"
    for prefix in ("postgresql://", "postgres://"):
        if chosen.startswith(prefix):
            return "postgresql+psycopg://" + chosen.removeprefix(prefix)
    return chosen


def archive_url_of_user() -> str:
    """The SQLAlchemy address of the file in the user's data folder."""
    return f"sqlite:///{platformdirs.user_data_path('propos', appauthor=False) / 'archive.sqlite'}"


def open_engine(url: str | None, *, must_exist: bool = False) -> Engine:
    """An engine on the archive, made or brought up to date.

    Args:
        url: Which archive; see ``archive_url``.
        must_exist: Make no file that somebody names: its name may be mistyped. The user's own is made.

    Raises:
        ArchiveError: If the database cannot be reached, or is not an archive of this version of propos.
    """
    address = archive_url(url)
    try:
        if must_exist and address != archive_url_of_user():
            _refuse_missing(address)
        engine = _sqlite(address) if make_url(address).get_backend_name() == "sqlite" else _server(address)
        _brought_up_to_date(engine)
    except ArgumentError:
        raise ArchiveError(f"this is no address of a database; {KINDS}", place=address) from None
    except ModuleNotFoundError as error:
        advice = "pip install 'propos[postgres]'" if error.name == "psycopg" else KINDS
        raise ArchiveError(f"the driver {error.name} is missing; {advice}", place=_shown(address)) from None
    except (SQLAlchemyError, OSError) as error:
        raise StoreError(cause_of(error), place=_shown(address)) from None
    return engine


@contextmanager
def reading_from(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one unchanging state of the archive."""
    with _reported(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing_to(engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction: all of it is kept, or nothing; a second writer waits for its turn."""
    with (
        _reported(engine),
        engine.connect().execution_options(propos_writes=True) as connection,
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
        yield connection


@contextmanager
def _reported(engine: Engine) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise StoreError(cause_of(error), place=_shown(str(engine.url))) from error


def _refuse_missing(address: str) -> None:
    url = make_url(address)
    is_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    if is_file and not Path(str(url.database)).exists():
        raise ArchiveError(
            "there is no such file; propos add SOURCE... --archive FILE makes a new archive", place=_shown(address)
        )


def _shown(address: str) -> str:
    url = make_url(address)
    return url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _sqlite(address: str) -> Engine:
    file = make_url(address).database
    if file in (None, "", ":memory:"):
        engine = create_engine(address, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        Path(str(file)).expanduser().parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address, connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver would else begin late, and lose the wait for the writer's turn
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("propos_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _server(address: str) -> Engine:
    return create_engine(address, pool_pre_ping=True, isolation_level="READ COMMITTED", pool_size=10, max_overflow=20)


def newest_migration() -> str:
    """The name of the newest migration that this version of propos ships (``0001``)."""
    folder = importlib.resources.files("propos.keep.migrations") / "versions"
    return max(f.name[:4] for f in folder.iterdir() if f.name[:4].isdigit())


def _brought_up_to_date(engine: Engine) -> None:
    try:
        _migrate(engine)
    except BaseException:
        engine.dispose()
        raise


def _migrate(engine: Engine) -> None:
    # Alembic takes a third of a second to load: an archive that is up to date must not pay for it.
    if (version := _version(engine)) == newest_migration():
        return
    if version and version > newest_migration():
        raise ArchiveError("made by a newer version of propos; install that one", place=_shown(str(engine.url)))
    from propos.keep.migrations.run import upgrade

    with engine.connect().execution_options(propos_writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
        upgrade(connection)


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection, connection.begin():
        tables = inspect(connection).get_table_names()
        if "alembic_version" not in tables:
            if tables and engine.dialect.name == "sqlite":
                raise ArchiveError(
                    "this is the database of another program, which is left alone; name another archive",
                    place=_shown(str(engine.url)),
                )
            return None
        version: str | None = connection.scalar(select(text("version_num")).select_from(text("alembic_version")))
        return version

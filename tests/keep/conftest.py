"""Archives in memory and, where Debian's PostgreSQL is installed, on a server of our own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from propos.keep.archive import Archive

_NUMBERS = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def archive(request: pytest.FixtureRequest) -> Iterator[Archive]:
    url = ":memory:" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    with Archive(url) as archive:
        yield archive


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The address of an empty database of its own, dropped after the test (removing all at the end takes long)."""
    import psycopg

    url = make_database(postgresql_server)
    yield url
    with psycopg.connect(postgresql_server + "postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{url.rpartition("/")[2]}" WITH (FORCE)')  # type: ignore[call-overload]


def make_database(postgresql_server: str, template: str = "migrated") -> str:
    """The address of a new, empty archive; with ``template0``, of an empty database."""
    import psycopg

    name = f"archive{next(_NUMBERS)}"
    with psycopg.connect(postgresql_server + "postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE {template}')  # type: ignore[call-overload]
    return postgresql_server + name


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address, without a database's name, of a server on the loopback that lasts as long as the tests."""
    psycopg = pytest.importorskip("psycopg", reason="the PostgreSQL driver is not installed")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    if not programs:
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    user = _server_user()
    folder = Path(tempfile.mkdtemp(prefix="propos-postgresql-"))
    if user:
        shutil.chown(folder, user)
    port = _free_port()

    def run(program: str, *arguments: str) -> None:
        prefix = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"] if user else []
        subprocess.run(
            [*prefix, str(programs[-1] / program), *arguments], check=True, cwd=folder, stdout=subprocess.DEVNULL
        )

    data = str(folder / "data")
    run("initdb", "-D", data, "-U", "propos", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
    # Durability is not what these tests are about, but the speed of making databases is.
    settings = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
    run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")
    address = f"postgresql://propos@127.0.0.1:{port}/"
    try:
        with psycopg.connect(address + "postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE migrated")
        Archive(address + "migrated").close()
        yield address
    finally:
        run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _server_user() -> str | None:
    """Who runs the server: PostgreSQL refuses root."""
    return "postgres" if os.geteuid() == 0 else None


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])

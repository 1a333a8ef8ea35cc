from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, insert, text

from propos.keep import tables as t
from propos.keep.archive import Archive
from propos.keep.database import archive_url, newest_migration
from propos.keep.migrations.run import upgrade
from tests.keep.conftest import make_database

PAGE = {"hash": "x" * 64, "content": b"", "source": "a.html", "headers": "[]"}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: object) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/archive.sqlite"
    server = request.getfixturevalue("postgresql_server")
    return archive_url(make_database(server, template="template0"))


def test_the_migrations_make_the_tables_that_the_code_expects(url: str) -> None:
    Archive(url).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), t.metadata)
    engine.dispose()
    indexes = {"statement_pairs", "statement_stems", "article_stems"}
    assert [d for d in differences if not any(name in str(d) for name in indexes)] == []


def test_an_archive_of_the_first_version_is_brought_up_to_date(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        upgrade(connection, "0001")
        connection.execute(insert(t.page), PAGE)
    engine.dispose()
    Archive(url).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == newest_migration()
        assert connection.scalar(text("SELECT source FROM page")) == "a.html"
    engine.dispose()


def test_an_archive_of_a_newer_propos_is_left_alone(url: str) -> None:
    Archive(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(Exception, match="newer version of propos"):
        Archive(url)

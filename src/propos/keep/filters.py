"""What statements and articles must be besides holding the words that are searched."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, select

from propos.errors import QueryError
from propos.keep import tables as t
from propos.keep.rows import name_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is searched must be this; None does not filter.

    Attributes:
        speaker: Who says it: an actor's id in digits, words of a name, or a whole name in "quotation marks".
        about: Who is spoken of or spoken to, likewise; of articles, whoever they mention.
        outlet: Exact name of the outlet.
        relay: Exact name of a relay.
        kind: direct, mixed or indirect.
        stance: Stance of the cue.
        lang: Language code of the article.
        since: First day of publication, ISO.
        until: Last day of publication, ISO.

    Raises:
        QueryError: If a day is none.
    """

    speaker: str | None = None
    about: str | None = None
    outlet: str | None = None
    relay: str | None = None
    kind: str | None = None
    stance: str | None = None
    lang: str | None = None
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        for day in (self.since, self.until):
            check_day(day)

    def named(self) -> dict[str, str]:
        """The filters that are set, by name."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    @property
    def only_of_articles(self) -> bool:
        """Whether nothing is asked of the statements themselves."""
        return self.named().keys() <= {"outlet", "lang", "since", "until"}


def check_day(text: str | None) -> str | None:
    """The day, if it is one or None.

    Raises:
        QueryError: If it is no day of the calendar.
    """
    try:
        if text is not None and len(text) == len("2030-01-01"):
            date.fromisoformat(text)
            return text
    except ValueError:
        pass
    if text is not None:
        raise QueryError(f"{text!r} is not a date like 2024-05-31")
    return None


def article_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What an article must be: the newest version, of the outlet, language and days asked for."""
    a = t.article.c
    wanted: list[ColumnElement[bool]] = [a.is_newest.is_(True)]
    if filters.outlet is not None:
        wanted.append(a.outlet == filters.outlet)
    if filters.lang is not None:
        wanted.append(a.lang == filters.lang)
    if filters.since is not None:
        wanted.append(a.day >= filters.since)
    if filters.until is not None:
        wanted.append(a.day <= filters.until)
    return wanted


def statement_conditions(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    """What a statement must be, its article apart and whoever it is about apart."""
    s = t.statement.c
    wanted: list[ColumnElement[bool]] = []
    if filters.kind is not None:
        wanted.append(s.kind == filters.kind)
    if filters.stance is not None:
        wanted.append(s.stance == filters.stance)
    if filters.relay is not None:
        wanted.append(s.id.in_(select(t.relay.c.statement_id).where(t.relay.c.name == filters.relay)))
    if filters.speaker is not None:
        wanted.append(s.actor_id.in_(find_actors(connection, filters.speaker)))
    return wanted


def statements_about(connection: Connection, name: str) -> ColumnElement[bool]:
    """That a statement speaks of, or to, somebody of that name."""
    p = t.appearance.c
    meant = (
        select(t.about.c.statement_id)
        .join(t.appearance, p.id == t.about.c.appearance_id)
        .where(p.actor_id.in_(find_actors(connection, name)))
    )
    return t.statement.c.id.in_(meant)


def articles_about(connection: Connection, name: str) -> ColumnElement[bool]:
    """That an article mentions somebody of that name."""
    p = t.appearance.c
    return t.article.c.id.in_(select(p.article_id).where(p.actor_id.in_(find_actors(connection, name))))


def find_actors(connection: Connection, name: str) -> list[int]:
    """The register's ids that a user may mean.

    Args:
        connection: To the archive.
        name: An id in digits; else a name in "quotation marks", or words that a name must hold.
    """
    if name.isdecimal() and name.isascii():
        return [int(name)]
    actor = t.actor.c
    key = name_key(name)
    whole = len(name) > 1 and name[0] == name[-1] == '"'
    holds = actor.key == key if whole else (" " + actor.key + " ").like(f"% {key} %")
    rows = connection.execute(select(actor.id, actor.merged_into).where(holds))
    return sorted({row.merged_into or row.id for row in rows})

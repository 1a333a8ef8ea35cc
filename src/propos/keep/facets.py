"""What a search found, counted by speaker, outlet, language...; each value narrows the search down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal, select, union_all
from sqlalchemy.sql.selectable import CTE, FromClause

from propos.keep import tables as t
from propos.keep.found import Found

#: Facets and totals are counted over at most this many hits, the last added.
COUNTED_HITS = 10_000
#: How many values a facet shows.
FACET_VALUES = 20

Counted = dict[str, tuple[tuple[str, int], ...]]
#: From the hits, the rows that hold the values of a facet, and the values.
Rows = Callable[[CTE], tuple[FromClause, ColumnElement[Any]]]


@dataclass(frozen=True, slots=True)
class Facets:
    """What is counted of the hits.

    Attributes:
        columns: Columns of the hits by the name of the facet that they are.
        elsewhere: The facets whose values stand in other tables.
    """

    columns: Mapping[str, ColumnElement[Any]]
    elsewhere: Mapping[str, Rows]

    @property
    def names(self) -> tuple[str, ...]:
        """The facets in the order in which they are shown."""
        return tuple(name for name in NAMES if name in self.columns or name in self.elsewhere)


NAMES = ("speaker", "about", "outlet", "relay", "lang", "kind", "stance", "month")


def count_facets(connection: Connection, facets: Facets, found: Found) -> tuple[int | None, Counted]:
    """How many hits there are (None if too many to count), and how many for each value of each facet."""
    columns = [t.article.c.id.label("article"), *(value.label(name) for name, value in facets.columns.items())]
    counting = found.last_added(*columns, most=COUNTED_HITS + 1).cte("found")
    parts = [
        select(literal("").label("facet"), literal("").label("value"), func.count().label("hits")).select_from(counting)
    ]
    parts += [_values(name, counting.c[name], counting, func.count()) for name in facets.columns]
    for name, rows in facets.elsewhere.items():
        joined, value = rows(counting)
        parts.append(_values(name, value, joined, func.count(counting.c.id.distinct())))
    counted: dict[str, list[tuple[str, int]]] = {name: [] for name in facets.names}
    total = 0
    for row in connection.execute(union_all(*parts)):
        if row.facet:
            counted[row.facet].append((row.value, row.hits))
        else:
            total = row.hits
    ranked = {name: tuple(sorted(values, key=lambda v: (-v[1], v[0]))) for name, values in counted.items()}
    return (total if total <= COUNTED_HITS else None), ranked


def _values(name: str, value: ColumnElement[Any], source: FromClause, hits: ColumnElement[int]) -> Select[Any]:
    """The most frequent values of one facet, with their counts."""
    counted = (
        select(literal(name).label("facet"), value.label("value"), hits.label("hits"))
        .select_from(source)
        .where(value.is_not(None))
        .group_by(value)
        .order_by(hits.desc(), value)
        .limit(FACET_VALUES)
        .subquery()
    )
    return select(counted.c.facet, counted.c.value, counted.c.hits)


#: A translation is named by its language, which carries nothing.
_CARRIES = t.relay.c.kind != "translation"


def _speakers(found: CTE) -> tuple[FromClause, ColumnElement[Any]]:
    joined = found.join(t.statement, t.statement.c.id == found.c.id)
    return joined.join(t.actor, t.actor.c.id == t.statement.c.actor_id), t.actor.c.name


def _spoken_of(found: CTE) -> tuple[FromClause, ColumnElement[Any]]:
    joined = found.join(t.about, t.about.c.statement_id == found.c.id)
    joined = joined.join(t.appearance, t.appearance.c.id == t.about.c.appearance_id)
    return joined.join(t.actor, t.actor.c.id == t.appearance.c.actor_id), t.actor.c.name


def _relays(found: CTE) -> tuple[FromClause, ColumnElement[Any]]:
    return found.join(t.relay, and_(t.relay.c.statement_id == found.c.id, _CARRIES)), t.relay.c.name


def _speakers_in(found: CTE) -> tuple[FromClause, ColumnElement[Any]]:
    joined = found.join(t.statement, t.statement.c.article_id == found.c.id)
    return joined.join(t.actor, t.actor.c.id == t.statement.c.actor_id), t.actor.c.name


def _mentioned_in(found: CTE) -> tuple[FromClause, ColumnElement[Any]]:
    joined = found.join(t.appearance, t.appearance.c.article_id == found.c.id)
    return joined.join(t.actor, t.actor.c.id == t.appearance.c.actor_id), t.actor.c.name


def _relays_in(found: CTE) -> tuple[FromClause, ColumnElement[Any]]:
    joined = found.join(t.statement, t.statement.c.article_id == found.c.id)
    return joined.join(t.relay, and_(t.relay.c.statement_id == t.statement.c.id, _CARRIES)), t.relay.c.name


_ARTICLE_COLUMNS = {
    "outlet": t.article.c.outlet,
    "lang": t.article.c.lang,
    "month": func.substr(t.article.c.published, 1, 7),
}
STATEMENT_FACETS = Facets(
    {**_ARTICLE_COLUMNS, "kind": t.statement.c.kind, "stance": t.statement.c.stance},
    {"speaker": _speakers, "about": _spoken_of, "relay": _relays},
)
ARTICLE_FACETS = Facets(_ARTICLE_COLUMNS, {"speaker": _speakers_in, "about": _mentioned_in, "relay": _relays_in})

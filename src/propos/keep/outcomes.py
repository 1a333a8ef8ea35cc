"""Finds, for entries of the ledger, later coverage of the same matter; offered as what may have become of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import islice

from sqlalchemy import Connection, func, select

from propos.keep import fulltext
from propos.keep import tables as t
from propos.keep.found import find_matching
from propos.keep.loading import load_readings, load_summaries
from propos.keep.query import Words
from propos.keep.records import OutcomeHit
from propos.lang import load_language
from propos.model import Forecast, Reading
from propos.resolve.outcomes import SHARED, STEM, Outcome, find_words_of_matter, suggest_outcomes

#: How many passages are offered for one entry.
MOST_OUTCOMES = 3
#: How many later articles are looked through for one entry, those that share most words.
MOST_ARTICLES = 8
#: A word of more than this share of the articles in its language, and of more than so few of them, tells no matter from
#: another; in a large archive no word of more than so many does.
COMMON_SHARE, COMMON_COUNT, COMMON_MOST = 0.25, 3, 500


def find_outcomes(
    connection: Connection, entries: Mapping[int, tuple[int, Reading, Forecast]]
) -> dict[int, tuple[OutcomeHit, ...]]:
    """For each entry, passages of later articles that may tell what became of it.

    Args:
        connection: To the archive.
        entries: By their id: the id of the article, its reading, and what is told in it.
    """
    a = t.article.c
    counts = connection.execute(select(a.lang, func.count()).where(a.is_newest.is_(True)).group_by(a.lang))
    most = {lang: min(max(COMMON_COUNT, int(COMMON_SHARE * count)), COMMON_MOST) for lang, count in counts}
    holding: dict[str, list[int]] = {}
    found: dict[int, tuple[OutcomeHit, ...]] = {}
    for number, (article_id, told, forecast) in entries.items():
        telling: set[str] = set()
        common = most.get(told.article.lang, COMMON_COUNT)
        votes: Counter[int] = Counter()
        for beginning, word in find_words_of_matter(told, forecast.span).items():
            stem = fulltext.stem_words([word], load_language(told.article.lang))[0][:STEM]
            if stem not in holding:
                holding[stem] = find_holding(connection, stem, COMMON_MOST + 1)
            if len(holding[stem]) <= common:
                telling.add(beginning)
                votes.update(holding[stem])
        shared = [i for i, n in votes.most_common() if n >= SHARED]
        found[number] = _outcomes(connection, forecast, told, article_id, shared, telling)
    return found


def find_holding(connection: Connection, stem: str, most: int) -> list[int]:
    """The articles that hold a word which begins so, the last added first."""
    matching = find_matching(connection, "article_stems", Words((stem,), prefix=True))
    assert matching is not None
    query = select(matching.number).where(matching.condition).order_by(matching.number.desc()).limit(most)
    return list(connection.execute(query).scalars())


def _outcomes(
    connection: Connection, forecast: Forecast, told: Reading, article_id: int, shared: list[int], telling: set[str]
) -> tuple[OutcomeHit, ...]:
    a = t.article.c
    day = select(a.day).where(a.id == article_id).scalar_subquery()
    later = set(connection.execute(select(a.id).where(a.id.in_(shared), a.is_newest, a.day > day)).scalars())
    ids = [i for i in shared if i in later][:MOST_ARTICLES]
    if not ids:
        return ()
    readings, summaries = load_readings(connection, ids), load_summaries(connection, ids)
    article_of = {id(readings[i]): i for i in ids}
    offered = suggest_outcomes(forecast, told, [readings[i] for i in ids], telling)

    def hit(outcome: Outcome) -> OutcomeHit:
        words = " ".join(outcome.span.of(outcome.reading.article.text).split())
        article = summaries[article_of[id(outcome.reading)]]
        return OutcomeHit(article=article, source=outcome.reading.source, span=outcome.span, text=words)

    return tuple(map(hit, islice(offered, MOST_OUTCOMES)))

"""Finds figures on which articles differ, and sets them side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, exists, func, select

from propos.keep import tables as t
from propos.keep.fulltext import stem_words
from propos.keep.loading import load_readings, load_summaries, page_of_articles
from propos.keep.outcomes import find_holding
from propos.keep.records import ArticleSummary, Disagreement, FigureHit, Results
from propos.lang import load_language
from propos.resolve.disagreements import Told, find_named, find_told, same_matter, side_by_side
from propos.resolve.outcomes import STEM

#: How many other articles are looked through for one article: those that share the most.
MOST_ARTICLES = 20
#: Published no further apart than this, articles may count the same.
NEAR_DAYS = 60
#: A word of more than this share of the articles in its language, and of more than so few of them, tells no matter
#: from another; in a large archive no word of more than so many does.
COMMON_SHARE, COMMON_COUNT, COMMON_MOST = 0.25, 8, 500
#: No more names than these of one article are looked for in others.
MOST_NAMES = 12
#: One page of the list looks through no more articles that give figures than these, so many at a time.
MOST_SEEDS, SEEDS = 40, 10


class Finder:
    """Finds, for one article after another, the figures on which others differ; remembers what it looked up.

    Args:
        connection: To the archive.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._holding: dict[tuple[str, str], list[int]] = {}
        self._most: dict[str, int] = {}
        self._days: dict[int, str] = {}
        self._seen: dict[int, tuple[list[Told], dict[str, str], str]] = {}

    def find(self, article_id: int) -> Iterator[Disagreement]:
        """The figures of an article on which others differ, in text order."""
        self._look_at([article_id])
        seeds, named, lang = self._seen[article_id]
        words = self._telling({key: word for seed in seeds for key, word in seed.words.items()}, lang)
        names = self._telling(dict(list(named.items())[:MOST_NAMES]), lang)
        near = self._near(article_id, lang, Counter(i for ids in (*words.values(), *names.values()) for i in ids))
        self._look_at(near)
        summaries = load_summaries(self._connection, [article_id, *near])
        article_of = {id(told.reading): i for i in (article_id, *near) for told in self._seen[i][0]}
        others = [(told, named.keys() & self._seen[i][1].keys()) for i in near for told in self._seen[i][0]]
        for seed in seeds:
            rows = side_by_side(seed, [told for told, shared in others if same_matter(seed, told, words, shared)])
            if rows:
                hits = tuple(_hit(row, summaries[article_of[id(row.reading)]]) for row in rows)
                yield Disagreement(article_id=article_id, number=seed.number, figures=hits)

    def _look_at(self, ids: Sequence[int]) -> None:
        """Read the figures and names of articles that were not looked at before."""
        for i, reading in load_readings(self._connection, [i for i in ids if i not in self._seen]).items():
            lang = reading.article.lang
            self._seen[i] = list(find_told(reading, load_language(lang))), find_named(reading), lang

    def is_first(self, found: Disagreement) -> bool:
        """Whether the article that it was found for is the latest of those in it."""
        ids = {hit.article.id for hit in found.figures}
        return max(ids, key=lambda i: (self._days[i], i)) == found.article_id

    def _telling(self, words: dict[str, str], lang: str) -> dict[str, list[int]]:
        """Those of the words that few articles hold, each with these articles."""
        if lang not in self._most:
            a = t.article.c
            count = select(func.count()).where(a.is_newest.is_(True), a.lang == lang)
            share = int(COMMON_SHARE * (self._connection.scalar(count) or 0))
            self._most[lang] = min(max(COMMON_COUNT, share), COMMON_MOST)
        found: dict[str, list[int]] = {}
        for beginning, word in words.items():
            stem = stem_words([word], load_language(lang))[0][:STEM]
            if (lang, stem) not in self._holding:
                self._holding[lang, stem] = find_holding(self._connection, stem, self._most[lang] + 1)
            if len(self._holding[lang, stem]) <= self._most[lang]:
                found[beginning] = self._holding[lang, stem]
        return found

    def _near(self, article_id: int, lang: str, votes: Counter[int]) -> list[int]:
        """Articles of the same time and language that share the most words, the most first."""
        a = t.article.c
        ids = [i for i, _ in votes.most_common(COMMON_MOST)]
        wanted = (a.id.in_({article_id, *ids}), a.is_newest, a.lang == lang)
        days = {row.id: row.day for row in self._connection.execute(select(a.id, a.day).where(*wanted))}
        self._days |= days
        if article_id not in days:
            return []
        reach, day = timedelta(days=NEAR_DAYS), date.fromisoformat(days[article_id][:10])
        first, last = (day - reach).isoformat(), (day + reach).isoformat()
        return [i for i in ids if i != article_id and first <= days.get(i, "") <= last][:MOST_ARTICLES]


def list_disagreements(connection: Connection, *, limit: int, cursor: str | None) -> Results[Disagreement]:
    """Figures on which articles differ, the latest published first; each is told with the latest of its articles.

    Args:
        connection: To the archive.
        limit: From so many on, the page ends with the article at hand.
        cursor: ``next`` of the page before.
    """
    finder, found = Finder(connection), list[Disagreement]()
    for _ in range(MOST_SEEDS // SEEDS):
        ids, cursor = _seeds(connection, cursor)
        for article_id in ids:
            found += _distinct(d for d in finder.find(article_id) if finder.is_first(d))
        if cursor is None or len(found) >= limit:
            break
    return Results(items=tuple(found), next=cursor)


def _seeds(connection: Connection, cursor: str | None) -> tuple[list[int], str | None]:
    """The next articles that give figures, the latest published first, and the cursor behind them."""
    a, f = t.article.c, t.figure.c
    wanted = [a.is_newest.is_(True), exists().where(f.article_id == a.id, f.value.is_not(None))]
    rows, following = page_of_articles(connection, (a.id, a.day), wanted, limit=SEEDS, cursor=cursor)
    return [row.id for row in rows], following


def _distinct(found: Iterable[Disagreement]) -> list[Disagreement]:
    """Those that set other figures side by side than one before."""
    kept = {frozenset((h.article.id, h.number) for h in d.figures if h.article.id != d.article_id): d for d in found}
    return list(kept.values())


def _hit(told: Told, article: ArticleSummary) -> FigureHit:
    text, figure = told.reading.article.text, told.figure
    given = next((s for s in told.reading.statements if s.id == figure.statement), None)
    return FigureHit(
        article=article,
        number=told.number,
        figure=figure,
        printed=" ".join(figure.span.of(text).split()),
        text=" ".join(told.sentence.of(text).split()),
        speaker_name=given.speaker_name if given else None,
        named_by=" … ".join(" ".join(span.of(text).split()) for span in given.source) if given else "",
    )

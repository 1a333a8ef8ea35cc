"""What the archive answers with: frozen records made from its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Literal, TypeVar

from propos.model import ActorKind, Figure, Forecast, Reading, Span, Statement

Item = TypeVar("Item")

Outcome = Literal["added", "unchanged", "updated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of a reading that was added.

    Attributes:
        id: The article's id in the archive.
        outcome: ``added`` (a new article), ``updated`` (a new version, or read again by newer rules), ``unchanged``.
    """

    id: int
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSummary:
    """One version of an article, in short; ``published`` is ISO, as exact as the page says it."""

    id: int
    url: str | None
    outlet: str | None
    title: str | None
    lang: str
    published: str | None
    added_at: datetime
    statements: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """A reading as it was added, with the versions of its article, the oldest first."""

    id: int
    reading: Reading
    version: int
    versions: tuple[ArticleSummary, ...]
    added_at: datetime
    page_hash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSummary:
    """An actor of the register, in short."""

    id: int
    name: str
    kind: ActorKind
    country: str | None
    statements: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHeld:
    """An office that coverage gives an actor: first and last evidence (ISO dates), and the first article to say so."""

    title: str
    of: str | None
    first_seen: str | None
    last_seen: str | None
    article_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRecord:
    """An actor of the register with the names and offices that articles give."""

    id: int
    name: str
    kind: ActorKind
    country: str | None
    statements: int
    articles: int
    aliases: tuple[str, ...] = ()
    offices: tuple[OfficeHeld, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementHit:
    """A statement found, with its article and what stands around it.

    Attributes:
        id: The statement's id in the archive.
        text: The content spans, joined by `` […] `` where other words stand between them.
        actor_id: The speaker in the register.
        before: Up to 200 characters before the statement, from a word's start.
        after: Up to 200 characters after it, to a word's end.
        snippet: The text in pieces, each with whether it matches the words searched for.
        utterance_id: The utterance whose variant the statement is.
        addressee: The words that name whom it was said to.
    """

    id: int
    statement: Statement
    text: str
    article: ArticleSummary
    actor_id: int | None
    before: str
    after: str
    snippet: tuple[tuple[str, bool], ...]
    utterance_id: int | None = None
    addressee: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHit:
    """An article found.

    Attributes:
        snippet: Where its text holds the words, in pieces, each with whether it matches; without words, its beginning.
    """

    article: ArticleSummary
    snippet: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeHit:
    """A passage of later coverage that may tell what became of an entry of the ledger."""

    article: ArticleSummary
    source: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastHit:
    """Something told of a later time, with its words and those of its condition, and who tells it in the register.

    Attributes:
        source: Where the article was read from.
        outcomes: Later passages on the same matter; whether they tell what became of it, a reader decides.
    """

    id: int
    article: ArticleSummary
    source: str
    forecast: Forecast
    text: str
    condition: str | None
    actor_id: int | None
    outcomes: tuple[OutcomeHit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureHit:
    """A figure of an article, with its sentence and who gives it.

    Attributes:
        number: Its place among the article's figures, from 0.
        printed: The figure as printed.
        text: The sentence.
        speaker_name: Who gives it; None for the article itself, and where nobody is named.
        named_by: What the text calls whoever gives it, as printed; "" for the article itself.
    """

    article: ArticleSummary
    number: int
    figure: Figure
    printed: str
    text: str
    speaker_name: str | None
    named_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Figures of several articles that may tell of one matter and differ; which is right, nobody decides.

    Attributes:
        article_id: The article for which they were found.
        number: The place of the figure, among those of this article, that they were found for.
        figures: By size, that figure among them.
    """

    article_id: int
    number: int
    figures: tuple[FigureHit, ...]


#: What a search finds.
Hit = StatementHit | ArticleHit


@dataclass(frozen=True, slots=True, kw_only=True)
class Results(Generic[Item]):
    """One page of results.

    Attributes:
        next: Cursor of the next page; None on the last one.
        total: How many there are in all; None if they were not counted.
        facets: For each facet, its values with their counts, the most frequent first.
    """

    items: tuple[Item, ...]
    next: str | None = None
    total: int | None = None
    facets: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much the archive holds; ``first`` and ``last`` are the publication dates of its oldest and newest article."""

    articles: int
    versions: int
    statements: int
    actors: int
    outlets: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """One place where words were printed.

    Attributes:
        coverage: Share of the asked words that it has, 0..1.
        wording: verbatim, cut, altered, reordered or stitched (a piece of the words); reworded if only the
            meaning may be the same, as likely as ``likeness`` says (a cosine).
        words: The words side by side: ``(kept|cut|added|changed, asked, printed)``; ``cut`` was printed but not
            asked, ``added`` was asked but not printed.
    """

    hit: StatementHit
    coverage: float
    wording: str
    words: tuple[tuple[str, str, str], ...]
    likeness: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What an answer was looked for in: versions of articles, outlets, first and last day of publication."""

    articles: int
    outlets: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Whether a quotation was printed.

    Attributes:
        verdict: As ``propos.resolve.verify.Verdict`` lists them.
        wording: What the words alone would give, if speaker, relay or denial decide the verdict.
        speaker_name: Who said it, as the best appearance names them.
        best_id: The statement that holds the words best.
        appearances: The earliest first.
        suggested: The verdict is a guess by meaning: other words, or another language; somebody should look.
        compared: How many statements were compared by meaning; 0 if that was not needed, or cannot be done.
    """

    quote: str
    verdict: str
    searched: Searched
    wording: str | None = None
    speaker_name: str | None = None
    utterance_id: int | None = None
    best_id: int | None = None
    appearances: tuple[Appearance, ...] = ()
    suggested: bool = False
    compared: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantRecord:
    """One printed form of an utterance.

    Attributes:
        bond: How it relates to the fullest form (same, contained, elided, altered, paraphrased, translated, reworded);
            None for that form.
        score: How sure that is, 0..1.
        reason: Why, in words.
        words: Against the fullest form: ``(kept|cut|added|changed, this, fullest)``; ``cut`` is missing here. Empty if
            the two are in different languages.
        source: The same number for variants that stand in copies of one text (an agency's, say).
    """

    hit: StatementHit
    bond: str | None
    score: float | None
    reason: str
    words: tuple[tuple[str, str, str], ...]
    source: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Another statement that may be the same utterance as ``statement_id``: somebody should decide.

    Attributes:
        relation: What it may be of it: ``translated`` and ``reworded`` by its meaning, the others by its words.
    """

    hit: StatementHit
    statement_id: int
    score: float
    reason: str
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceRecord:
    """The words themselves, whoever printed them.

    Attributes:
        fullest: The longest form in the speaker's words.
        earliest: The first appearance by date of publication.
        variants: All forms, the earliest first.
        sources: How many independent texts carry it: copies of one text count once.
    """

    id: int
    fullest: StatementHit
    earliest: StatementHit
    variants: tuple[VariantRecord, ...]
    sources: int
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorChange:
    """A change that somebody made in the register.

    Attributes:
        verb: merge, split, rename or identify.
        actor_id: The actor that stays.
        other_id: The actor that was merged into it, or split off from it.
        detail: What it is now: names, identifier.
        undone_at: When it was taken back; None while it is in force.
    """

    id: int
    verb: str
    actor_id: int
    other_id: int | None
    detail: dict[str, str]
    changed_at: datetime
    undone_at: datetime | None

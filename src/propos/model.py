"""The nouns of propos: frozen records without behaviour beyond reading themselves.

Spans are half-open ``[start, end)``, in Unicode code points, into ``Article.text``. ``None`` means unknown; ``()``
means looked, found none. Nothing here does I/O and nothing here imports another part of propos.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

#: Raised whenever the same page may be read differently than before; kept with every stored record.
RULES_VERSION = "1.4"

StatementKind = Literal["direct", "mixed", "indirect"]
Stance = Literal[
    "states",
    "claims",
    "denies",
    "promises",
    "asks",
    "accuses",
    "welcomes",
    "warns",
    "believes",
    "announces",
    "criticises",
    "orders",
    "admits",
    "hopes",
]
Mood = Literal["asserted", "conditional", "negated", "hypothetical"]
MentionForm = Literal["name", "short", "office", "periphrasis", "metonym", "pronoun"]
ActorKind = Literal["person", "organisation", "country", "place", "group", "unnamed"]
RelayKind = Literal["agency", "outlet", "publication", "translation", "spokesperson", "document"]
Gender = Literal["masculine", "feminine"]
GrammaticalNumber = Literal["singular", "plural"]
FigureStatus = Literal["observed", "forecast", "target"]
EventStatus = Literal["happened", "under way", "planned", "projected", "claimed", "denied", "negated", "hypothetical"]
Strength = Literal["forecast", "target", "promise", "announcement", "hope", "threat"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of code points of an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters that the span covers in ``text``."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


def hull(spans: Sequence[Span]) -> Span:
    """The smallest span that covers all of ``spans`` (at least one)."""
    return Span(min([s.start for s in spans]), max([s.end for s in spans]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as fetched or found, before anything is understood.

    Attributes:
        source: What the user gave: a path, an address, ``-``, or one of these with a part (``news.warc#3``).
        content: The bytes, decompressed.
        url: The address the bytes came from after redirects, if any.
        media_type: ``text/html``, ``text/plain``...; None if nobody says.
        charset: The character set that the transport declares, if it does.
        headers: Response headers in order, names in lower case.
        captured_at: When the bytes were had (aware); None if unknown.
        title: Given by the list of documents that the page came from, as are the two that follow.
    """

    source: str
    content: bytes
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    captured_at: datetime | None = None
    title: str | None = None
    published: date | datetime | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to related coverage."""

    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a field of an article came from, e.g. ``Origin(field="published", source="json-ld")``."""

    field: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as read from a page.

    Attributes:
        text: NFC, never changed afterwards; all spans point into it.
        paragraphs: The article's prose, in order; what lies in no paragraph, heading or caption is furniture.
        headings: Title and subheadings that stand in ``text``; they may hold statements (a quotation as a headline).
        captions: Picture captions that stand in ``text``.
        furniture: Lines of ``text`` that belong to the page, not to the article.
        questions: Paragraphs of an interview that the page sets apart (bold, a dash, initials) as questions.
        published: A date or an aware or naive datetime, as exact as the page says it.
        origins: For each metadata field, where its value came from.
        warnings: Sentences for the user about what may be wrong with this reading of the page.
    """

    text: str
    paragraphs: tuple[Span, ...]
    lang: str
    title: str | None = None
    lead: str | None = None
    headings: tuple[Span, ...] = ()
    captions: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    questions: tuple[Span, ...] = ()
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    section: str | None = None
    published: date | datetime | None = None
    updated: date | datetime | None = None
    image: str | None = None
    related: tuple[Link, ...] = ()
    paywalled: bool | None = None
    origins: tuple[Origin, ...] = ()
    warnings: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.text)

    @property
    def day(self) -> date | None:
        """The day of publication."""
        return self.published.date() if isinstance(self.published, datetime) else self.published

    @property
    def hash(self) -> str:
        """SHA-256 of the text in hex: the identity of this wording of the article."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between quotation marks (or introduced by a dialogue dash).

    Attributes:
        span: The words, without marks and padding.
        outer: The same with the marks.
        unclosed: Whether no closing mark was found.
        depth: 0 for an outermost quotation, 1 for one inside another...
    """

    span: Span
    outer: Span
    unclosed: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """One link of the chain from the speaker to this page ("selon l'AFP", "publiés par le Kremlin")."""

    name: str
    kind: RelayKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An attribution relation: words that the article ascribes to somebody (PARC, PolNeAR).

    Attributes:
        id: ``s1``, ``s2``... in text order within the article.
        content: What was said; several spans if the inquit interrupts it.
        cue: The words that report speech; () for a quotation without any.
        source: The words that name the speaker nearest to the statement; () if elided or absent.
        speaker: Id of the Actor; None if it cannot be told.
        speaker_name: The fullest name the article gives the speaker.
        addressee: The words that name whom it was said to.
        continues: Id of the statement that this one carries on without a cue of its own, or with an elided subject.
        inside: Id of the statement in whose content this one stands (X says that Y said).
        said: TIMEX3 value of when it was said.
        confidence: Probability that statement and speaker are right, 0..1, calibrated.
        rule: Name of what found it.
        reason: Why this speaker, in plain words of the article's reader.
        unclosed: The quotation was never closed in the text.
    """

    id: str
    kind: StatementKind
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    speaker_name: str | None = None
    addressee: tuple[Span, ...] = ()
    relays: tuple[Relay, ...] = ()
    stance: Stance = "states"
    mood: Mood = "asserted"
    said: str | None = None
    continues: str | None = None
    inside: str | None = None
    confidence: float = 0.5
    rule: str = ""
    reason: str = ""
    unclosed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A candidate that is not a statement (scare quotes, a title, a nickname), and why."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that refer to an actor.

    Attributes:
        kind: What they name, as far as the words themselves tell.
        head: The noun that heads a description, as in a dictionary, without accents ("president"); a pronoun's role.
        country: ISO 3166 code of the country that the words name or imply.
        bare: A description without a determiner ("X, maire de Y").
    """

    span: Span
    form: MentionForm
    gender: Gender | None = None
    number: GrammaticalNumber | None = None
    kind: ActorKind | None = None
    head: str | None = None
    country: str | None = None
    bare: bool = False

    def __hash__(self) -> int:
        return hash((self.span.start, self.span.end, self.form))


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that the article gives a person: title, of what, and where it says so."""

    title: str
    of: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whoever speaks or acts in an article: person, body, country, group, unnamed source."""

    id: str
    name: str
    kind: ActorKind
    gender: Gender | None = None
    country: str | None = None
    offices: tuple[Office, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A TIMEX3 expression.

    Attributes:
        value: ISO 8601 in the TIMEX3 dialect (``2023-SP``, ``P10M``, ``PRESENT_REF``); None if it is impossible.
        mod: TIMEX3 modifier (START, MID, END, BEFORE, AFTER, APPROX...).
        anchor: The date it was resolved against (ISO), if any.
        direction: Whether it was taken to lie before or after its anchor.
        note: Why it could not be resolved ("31 février"), or how.
    """

    span: Span
    type: TimeType
    value: str | None
    text: str
    mod: str | None = None
    vague: bool = False
    anchor: str | None = None
    direction: Literal["past", "future"] | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity: number, unit, what it measures, and who gave it."""

    span: Span
    value: Decimal | None
    upper: Decimal | None = None
    unit: str | None = None
    measure: str | None = None
    hedge: str | None = None
    direction: Literal["up", "down"] | None = None
    status: FigureStatus = "observed"
    due: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did, does or will do what to whom (PLOVER type), and in whose voice."""

    span: Span
    type: str
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    where: str | None = None
    when: str | None = None
    status: EventStatus = "happened"
    voice: str = "article"
    mode: str | None = None
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Something told of a later time: a forecast, a target, a promise, an announcement, a hope, a threat.

    Attributes:
        span: The words that tell of it.
        due: TIMEX3 value of when it is to be; None if nobody says.
        who: The fullest name of who tells it; None for the article itself.
        figures: Where its figures stand.
        condition: The condition it hangs on.
        statement: Id of the statement that tells it; None for the article's own voice.
    """

    span: Span
    strength: Strength
    due: str | None = None
    who: str | None = None
    figures: tuple[Span, ...] = ()
    condition: Span | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article with all that was found in it."""

    source: str
    article: Article
    statements: tuple[Statement, ...] = ()
    actors: tuple[Actor, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[str, ...] = ()
    rules_version: str = field(default=RULES_VERSION)

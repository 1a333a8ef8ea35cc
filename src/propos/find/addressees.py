"""Addressees: the words that name whom a statement was said to, near its cue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from propos.find.parse import Parse, ParsedParagraph
from propos.lang import Language
from propos.lang.folding import soften
from propos.lang.naming import Naming, Phrases, naming_of, split_words
from propos.lang.nouns import forms_of
from propos.lang.tables.addressees import Addressees
from propos.model import Article, Mention, Span, Statement

#: Tokens of time or place that may stand between a cue and an addressee.
_REACH = 14
#: A description, its name and what stands within them are fewer mentions than this.
_MENTIONS = 8
#: Marks between a mention and the one that carries it on ("son homologue" Anton Velk).
_GAP = (" ", "\u00a0", ", ")
_PHRASE = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM"})


@dataclass(frozen=True)
class _Words:
    """The table of a language, made searchable.

    Attributes:
        to: Phrases before an addressee -> whether they also stand before a place.
    """

    to: Phrases[bool]
    occasions: Phrases[bool]
    verbs: frozenset[str]
    hearers: frozenset[str]
    naming: Naming


def find_addressees(
    article: Article, statements: Sequence[Statement], mentions: Sequence[Mention], parse: Parse, language: Language
) -> tuple[Statement, ...]:
    """The statements with the words that name whom they were said to, where their sentence says so.

    An addressee is a person, a body, or people by what they do; a place, a pronoun, or an outlet that relays the words
    is none.

    Example:
        "a annoncé vendredi aux députés que ..." -> "députés"; "she told Anna Reed that ..." -> "Anna Reed".
    """
    words = _words(language)
    named = sorted((m for m in mentions if m.form != "pronoun"), key=lambda m: (m.span.start, -m.span.end))
    starts = [m.span.start for m in named]
    found = []
    for statement in statements:
        paragraph = parse.at(statement.cue[0].start) if statement.cue else None
        addressee: tuple[Span, ...] = ()
        if paragraph and len(paragraph):
            addressee = _Search(article.text, statement, paragraph, named, starts, words).addressee()
        found.append(replace(statement, addressee=addressee) if addressee else statement)
    return tuple(found)


@cache
def _words(language: Language) -> _Words:
    table, naming = language.table(Addressees), naming_of(language)

    def parts(phrase: str) -> list[str]:
        return [word.rstrip("'") for word in split_words(phrase, naming.clitics)]

    to: Phrases[bool] = Phrases()
    for phrase in table.to:
        to.add(parts(phrase), phrase in table.where)
    occasions: Phrases[bool] = Phrases()
    for phrase in (*table.occasions, *(f"{during} {meeting}" for during in table.during for meeting in table.meetings)):
        occasions.add(parts(phrase), True)
    return _Words(to, occasions, frozenset(table.verbs), forms_of(table.hearers) | naming.people, naming)


class _Search:
    """The addressee of one statement, by the tokens of its sentence."""

    def __init__(
        self,
        text: str,
        statement: Statement,
        paragraph: ParsedParagraph,
        mentions: Sequence[Mention],
        starts: Sequence[int],
        words: _Words,
    ) -> None:
        self.text, self.statement, self.tokens = text, statement, paragraph
        self.mentions, self.starts, self.words = mentions, starts, words
        self.cue, self.last = self._token(statement.cue[0].start), self._token(statement.cue[-1].end - 1)
        near = [s for s in statement.source if paragraph.span.contains(s)]  # the parser may cut it off
        first = min([self.cue, *(self._token(s.start) for s in near)])
        last = max([self.last, *(self._token(s.end - 1) for s in near)])
        self.first = paragraph.openings[max(bisect_right(paragraph.openings, first) - 1, 0)]
        after = bisect_right(paragraph.openings, last)
        self.stop = paragraph.openings[after] if after < len(paragraph.openings) else len(paragraph)
        self.folded = [soften(word.rstrip("'’")) for word in paragraph.words[self.first : self.stop]]

    def addressee(self) -> tuple[Span, ...]:
        """The spans of the addressee; () if the sentence names none."""
        return self._after_cue() or self._by_occasion()

    def _after_cue(self) -> tuple[Span, ...]:
        """Behind the cue, past the speaker, what was said, adverbs, dates and places."""
        taken = self.tokens.tags[self.last] == "ADP"  # "asked about X"
        direct = not taken and any(self.tokens.lemmas[t] in self.words.verbs for t in range(self.cue, self.last + 1))
        at, limit = self.last + 1, self.last + 1 + _REACH
        while at < min(limit, self.stop):
            beyond = self._past_own(at)
            opening = self.words.to.at(self.folded, at - self.first)
            found = self._hearers(at, after_place_word=False) if direct and self.tokens.tags[at] in _PHRASE else ()
            if found:
                return found
            if beyond > at:
                at, limit, direct = beyond, limit + beyond - at, False
            elif opening:
                at += opening[0]
                found = self._hearers(at, after_place_word=opening[1])
                if found:
                    return found
                at = self._past_phrase(at)
            elif self._passable(at):
                at += 1
            else:
                break
        return ()

    def _by_occasion(self) -> tuple[Span, ...]:
        """Anywhere in the sentence outside what was said, after words that open an addressee ("speaking to")."""
        longest = self.words.occasions.longest
        for at in [at for at, word in enumerate(self.folded, self.first) if word in longest]:
            opening = self.words.occasions.at(self.folded, at - self.first)
            if opening and self._past_own(at) == at:
                found = self._hearers(at + opening[0], after_place_word=False)
                if found:
                    return found
        return ()

    def _hearers(self, at: int, *, after_place_word: bool) -> tuple[Span, ...]:
        """The addressees from a token on: one, or several that are joined."""
        found: list[Span] = []
        while at < self.stop:
            hearer = self._whole(self._named(at, after_place_word) or self._people(at))
            if hearer is None:
                break
            found.append(hearer)
            at = self._token(hearer.end - 1) + 1
            if at >= self.stop or self.folded[at - self.first] not in self.words.naming.joiners:
                break
            again = self.words.to.at(self.folded, at + 1 - self.first) if at + 1 < self.stop else None
            at += 1 + (again[0] if again else 0)
        return tuple(found)

    def _named(self, at: int, after_place_word: bool) -> Span | None:
        """The mentions of persons and bodies that stand there, a description and its name taken together."""
        start, naming = self.tokens.starts[at], self.words.naming
        limit = self._past_determiners(at)
        end = self.tokens.starts[limit] if limit < self.stop else start
        span: Span | None = None
        first = bisect_left(self.starts, start)
        for mention in self.mentions[first : first + _MENTIONS]:
            if span is None and mention.span.start > end:
                break
            if span is None:
                if self._speaker(mention.span) or not self._speaks(mention, after_place_word):
                    return None
                span = mention.span
            elif span.contains(mention.span):
                continue
            elif mention.span.start <= span.end or self.text[span.end : mention.span.start] in _GAP:
                if mention.form not in ("name", "short") or mention.kind == "place" or self._speaker(mention.span):
                    break
                span = Span(span.start, max(span.end, mention.span.end))
            else:
                break
        if span and self.text.startswith(naming.names.possessives, span.end):
            return self._owned(span)
        return span

    def _whole(self, hearer: Span | None) -> Span | None:
        """With the noun that a name only qualifies ("the American people"), if that is somebody."""
        if hearer is None or self.words.naming.head_first:
            return hearer
        at = self._token(hearer.end - 1) + 1
        if at >= self.stop or self.tokens.tags[at] != "NOUN":
            return hearer
        return Span(hearer.start, self.tokens.ends[at]) if self._somebody(self.folded[at - self.first]) else None

    def _somebody(self, word: str) -> bool:
        noun = self.words.naming.nouns.get((word,))
        return word in self.words.hearers or (noun is not None and noun.kind != "document")

    def _owned(self, owner: Span) -> Span | None:
        """The person of somebody's ("Mr Morel's deputy, Anna Reed"), if it is a mention of its own."""
        at = self._token(owner.end) + 1
        while at < self.stop and self.tokens.tags[at] in ("ADJ", "PART"):
            at += 1
        word = self.folded[at - self.first] if at < self.stop else ""
        return Span(owner.start, self.tokens.ends[at]) if self._somebody(word) else None

    def _speaks(self, mention: Mention, after_place_word: bool) -> bool:
        """Whether a mention names somebody who can be spoken to, not a place, a document or a relay of the words."""
        naming = self.words.naming
        if any(
            relay.span.start <= mention.span.end + 1 and mention.span.start < relay.span.end
            for relay in self.statement.relays
        ):
            return False
        named = mention.form in ("name", "short")
        body = naming.body(split_words(mention.span.of(self.text), naming.clitics)) if named else None
        noun = naming.noun(mention.head) if mention.head else None
        if (body and body.relay) or (noun and (noun.outlet or noun.kind == "document")):
            return False
        if mention.kind in ("country", "place") or mention.form == "metonym":
            return not after_place_word and mention.kind != "place"
        if mention.kind == "organisation" and mention.form == "periphrasis" and after_place_word:
            return mention.number == "plural" or mention.head in self.words.hearers
        if mention.kind is None:
            return mention.form == "name" and " " in mention.span.of(self.text)
        return True

    def _speaker(self, span: Span) -> bool:
        return any(source.overlaps(span) for source in self.statement.source)

    def _people(self, at: int) -> Span | None:
        """A noun for people who are spoken to, with its determiner and adjective ("des journalistes")."""
        head = self._past_determiners(at)
        if head >= self.stop or self.tokens.tags[head] == "ADJ":
            head += 1
        if head >= self.stop or self.folded[head - self.first] not in self.words.hearers:
            return None
        return Span(self.tokens.starts[at], self.tokens.ends[head])

    def _past_determiners(self, at: int) -> int:
        while at < self.stop and (self.tokens.tags[at] in ("DET", "NUM") or self._before_noun(at)):
            at += 1
        return at

    def _before_noun(self, at: int) -> bool:
        word = self.folded[at - self.first]
        return word in self.words.naming.determiners or word in self.words.naming.before

    def _past_phrase(self, at: int) -> int:
        """Past a noun phrase that is no addressee: where or about what it was said."""
        at = self._past_determiners(at)
        while at < self.stop and self.tokens.tags[at] in _PHRASE:
            at += 1
        return at

    def _past_own(self, at: int) -> int:
        """Past the statement's own words if the token stands in them."""
        start = self.tokens.starts[at]
        own = (*self.statement.content, *self.statement.source)
        span = next((s for s in own if s.start <= start < s.end), None)
        if span is None:
            return at
        return max(at + 1, min(self.stop, bisect_left(self.tokens.starts, span.end)))

    def _passable(self, at: int) -> bool:
        word, tag, calendar = self.folded[at - self.first], self.tokens.tags[at], self.words.naming.calendar
        following = self.folded[at + 1 - self.first] if at + 1 < self.stop else ""
        dated = word in calendar or following in calendar or word in self.words.naming.moments
        return tag in ("ADV", "NUM", "PUNCT") or dated

    def _token(self, offset: int) -> int:
        """The token that holds a code point, or the last before it."""
        return max(0, bisect_right(self.tokens.starts, offset) - 1)

"""How a source is worded: whether it means somebody known, somebody spoken of before, or nobody at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from propos.lang.folding import soften
from propos.lang.naming import Naming, split_words
from propos.model import Mention, Span

#: How far behind a source the words may stand that tell that it is not to be named.
_ASIDE = 80


class Phrasing:
    """Answers questions about the words of a source.

    Args:
        text: The article's.
        naming: Its language's.
    """

    def __init__(self, text: str, naming: Naming) -> None:
        self.text, self.naming = text, naming

    def singular(self, head: Mention) -> bool:
        """Whether a description means one that the reader should know: singular, definite, nobody's relation."""
        first = split_words(head.span.of(self.text), self.naming.clitics)[0]
        if first not in self.naming.determiners and head.span.of(self.text)[:1].islower():
            return False
        kind = self.naming.determiners.get(first, "definite")
        return head.number != "plural" and kind in ("definite", "demonstrative")

    def traits(self, head: Mention) -> tuple[str, ...]:
        """What kind of description it is, by its determiner and its noun."""
        first = split_words(head.span.of(self.text), self.naming.clitics)[0]
        kind = self.naming.determiners.get(first)
        if kind is None:
            kind = "definite" if head.span.of(self.text)[:1].isupper() else "bare"
        noun = self.naming.noun(head.head or "")
        if noun is None:
            return (kind, "unlisted")
        marks = {"plain": noun.plain, "generic": noun.generic or noun.company}
        return (kind, *(name for name, holds in marks.items() if holds))

    def joined_on(self, before: Span) -> bool:
        """Whether a verb goes on with what was said before and has no subject of its own: "Et d'ajouter".

        Args:
            before: The words of its sentence before it.
        """
        words = split_words(before.of(self.text), self.naming.clitics)
        linked = self.naming.joiners | self.naming.of_words
        return len(words) > 1 and words[0] in self.naming.joiners and all(w.rstrip("'") in linked for w in words)

    def likened(self, head: Mention) -> bool:
        """Whether somebody is only likened to what a description says ("tel un professeur")."""
        words = split_words(self.text[max(0, head.span.start - 8) : head.span.start], frozenset())
        return bool(words) and words[-1] in self.naming.groups.likeness

    def demonstrative(self, head: Mention) -> bool:
        """Whether a description points back ("cet élu")."""
        first = split_words(head.span.of(self.text), self.naming.clitics)[0]
        return self.naming.determiners.get(first) == "demonstrative"

    def lone_noun(self, head: Mention) -> bool:
        """Whether a description without a determiner names nobody: one small word, or "Membre du parti, elle ..."."""
        printed = head.span.of(self.text)
        lone = self.naming.head_first or (" " not in printed and printed[:1].islower())
        return head.bare and head.number != "plural" and lone

    def same(self, head: Mention) -> bool:
        """Whether a description says that it is somebody spoken of before ("le même chercheur")."""
        words = split_words(head.span.of(self.text), self.naming.clitics)
        return any(w in self.naming.same for w in words[:2])

    def behind(self, mention: Mention, words: Collection[str]) -> bool:
        """Whether one of some words stands before a mention, with nothing but a determiner between."""
        before = [
            soften(w) for w in split_words(self.text[max(0, mention.span.start - 20) : mention.span.start], frozenset())
        ]
        while before and before[-1].rstrip("'") in self.naming.determiners:
            before.pop()
        return bool(before) and before[-1] in words

    def some(self, span: Span) -> bool:
        """Whether words mean several things that nobody knows yet: "des chiffres", "figures obtained by"."""
        first = split_words(span.of(self.text), self.naming.clitics)[0]
        if first in self.naming.pronoun_table.determiners.contracted:
            return first in self.naming.plural_determiners
        return first not in self.naming.determiners and not span.of(self.text)[:1].isupper()

    def related(self, head: Mention) -> bool:
        """Whether a description says no more than that it is somebody's relation ("son frère")."""
        noun, words = self.naming.noun(head.head or ""), split_words(head.span.of(self.text), self.naming.clitics)
        return bool(noun and noun.plain and words[0] in self.naming.possessive and len(words) == 2)

    def circle(self, words: Sequence[str]) -> bool:
        """Whether words say no more than that they are somebody's people or staff ("son entourage", "ses proches")."""
        content = self.content(words)
        return words[0] in self.naming.possessive and bool(content) and content[0] in self.naming.people

    def anonymous(self, span: Span, end: int) -> bool:
        """Whether the rest of a sentence tells that whoever words mean is not to be named."""
        rest = self.text[span.end : min(end, span.end + _ASIDE)].casefold()
        return any(words in rest for words in self.naming.groups.anonymous)

    def collective(self, words: Sequence[str]) -> bool:
        """Whether words are about several or a body under one noun ("l'accusation", "la régie")."""
        content = self.content(words)
        return bool(content) and content[0] in self.naming.collectives

    def only_pronoun(self, words: Sequence[str]) -> bool:
        """Whether words are a pronoun, alone or with what qualifies it ("ceux qui restent")."""
        found = self.naming.pronouns.at(words, 0)
        if found is None or words[0] in self.naming.determiners:
            return found is not None and found[0] == len(words)
        after = words[found[0]] if found[0] < len(words) else ""
        if after in self.naming.of_words and words[0] in self.naming.clitics and self.content(words[found[0] :]):
            return False  # "l'un des clients"
        return not after or after in self.naming.function_words or after in self.naming.of_words

    def may_speak(self, words: Sequence[str]) -> bool:
        """Whether words that are no known description may be people, a body or a document."""
        content = self.content(words)
        for word in content[:2]:
            if word in self.naming.people or word in self.naming.adjectives:
                return True
            if len(word) > 5 and word.endswith(self.naming.agents) and word not in self.naming.opaque:
                return True
        heads = content[: 1 if self._qualified(words, content) else 2]
        return any(self.naming.noun_at(content, i) for i in range(len(heads)))

    def _qualified(self, words: Sequence[str], content: Sequence[str]) -> bool:
        """Whether the first noun is followed by what it is of, where no head stands ("grève à l'hôpital")."""
        after = words[words.index(content[0]) + 1 :] if content else ()
        return bool(after) and after[0] in self.naming.of_words

    def content(self, words: Sequence[str]) -> list[str]:
        """The words that say something, from the noun on."""
        kept = [w for w in words if w.rstrip("'") not in self.naming.before_nouns and w[:1].isalpha()]
        told = (self.naming.people, self.naming.opaque)
        return [w for w in kept if w not in self.naming.function_words or any(w in nouns for nouns in told)]

    def owns_somebody(self, head: Mention) -> bool:
        """Whether a possessive stands before a noun for people, which would be the speaker ("son entourage")."""
        following = split_words(self.text[head.span.end : head.span.end + 40], self.naming.clitics)[:2]
        noun = self.naming.nouns.at(following, 0) if following else None
        return bool(following) and (following[0] in self.naming.people or bool(noun and noun[1].kind == "person"))

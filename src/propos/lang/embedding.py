"""Keeps what a parser's embedding layer makes of each word: the same for the same word, whatever stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import IDS, IS_SPACE, LOWER, NORM, ORTH, PREFIX, SHAPE, SPACY, SUFFIX
from spacy.tokens import Doc
from thinc.api import Model

if TYPE_CHECKING:
    from numpy.typing import NDArray
#: More rows than this are forgotten, so that a program that runs for ever does not grow for ever.
MOST_ROWS = 100_000

#: What a word's form alone says: two words with the same form have the same.
OF_FORM = frozenset((IS_SPACE, LOWER, PREFIX, SHAPE, SUFFIX))

Rows = Any  # float32, a row a token


class KeptRows:
    """The rows that an embedding layer has made, by the attributes that it makes them of."""

    def __init__(self, embed: Model[Any, Any], columns: Sequence[int | str]) -> None:
        self._embed = embed
        asked = (IDS[c] if isinstance(c, str) else c for c in columns)
        self._columns = [c for c in dict.fromkeys((ORTH, NORM, SPACY, *asked)) if c not in OF_FORM]
        self._numbers: dict[tuple[int, ...], int] = {}
        self._rows: NDArray[np.float32] = np.zeros((0, 0), dtype=np.float32)

    def of(self, docs: Sequence[Doc]) -> list[Rows]:
        """The rows of each text's tokens."""
        if len(self._numbers) > MOST_ROWS:
            self._numbers.clear()
        keys = [list(zip(*doc.to_array(self._columns).T.tolist(), strict=True)) for doc in docs]
        known = self._numbers
        missing = dict.fromkeys(key for own in keys for key in own if key not in known)
        if missing:
            self._add(docs[0], list(missing))
        return [self._rows[[known[key] for key in own]] for own in keys]

    def _add(self, doc: Doc, keys: Sequence[tuple[int, ...]]) -> None:
        strings = doc.vocab.strings
        orth, norm, spacy = (self._columns.index(c) for c in (ORTH, NORM, SPACY))
        words = Doc(doc.vocab, words=[strings[k[orth]] for k in keys], spaces=[bool(k[spacy]) for k in keys])
        norms: Any = np.array([[k[norm]] for k in keys], dtype=np.uint64)
        words.from_array([NORM], norms)
        [rows] = self._embed.predict([words])
        kept = self._rows[: len(self._numbers)]
        self._numbers.update(zip(keys, range(len(kept), len(kept) + len(keys)), strict=True))
        self._rows = np.concatenate([kept.reshape(len(kept), rows.shape[1]), rows])


def kept(embed: Model[Any, Any]) -> Model[Any, Any]:
    """An embedding layer that embeds each word once; the layer itself if it is of an unknown kind."""
    features = [layer for layer in embed.walk() if layer.name == "extract_features"]
    if len(features) != 1:
        return embed
    rows = KeptRows(embed, features[0].attrs["columns"])
    return Model("kept_rows", lambda _, docs, is_train: (rows.of(docs), None), layers=[embed])

"""Keeps what a parser's embedding layer makes of each word: the same for the same word, whatever stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
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
        self._numbers: dict[bytes, int] = {}
        self._rows: NDArray[np.float32] = np.zeros((0, 0), dtype=np.float32)

    def of(self, docs: Sequence[Doc]) -> list[Rows]:
        """The rows of each text's tokens."""
        if len(self._numbers) > MOST_ROWS:
            self._numbers.clear()
        values: list[Any] = [doc.to_array(self._columns) for doc in docs]
        keys: list[list[bytes]] = [own.view(f"V{8 * len(self._columns)}").ravel().tolist() for own in values]
        known = self._numbers
        missing = [key for key in dict.fromkeys(chain.from_iterable(keys)) if key not in known]
        if missing:
            self._add(docs[0], missing)
        return [self._rows.take([known[key] for key in own], axis=0) for own in keys]

    def _add(self, doc: Doc, keys: Sequence[bytes]) -> None:
        strings = doc.vocab.strings
        values: Any = np.frombuffer(b"".join(keys), dtype=np.uint64).reshape(len(keys), -1)
        orths, norms, spaces = (values[:, self._columns.index(c)] for c in (ORTH, NORM, SPACY))
        words = Doc(doc.vocab, words=[strings[orth] for orth in orths.tolist()], spaces=spaces.tolist())
        words.from_array([NORM], norms)
        [rows] = self._embed.predict([words])
        first, end = len(self._numbers), len(self._numbers) + len(keys)
        self._numbers.update(zip(keys, range(first, end), strict=True))
        if end > len(self._rows):
            more = np.zeros((end, rows.shape[1]), dtype=np.float32)
            self._rows = np.concatenate([self._rows.reshape(-1, rows.shape[1]), more])
        self._rows[first:end] = rows


def kept(embed: Model[Any, Any]) -> Model[Any, Any]:
    """An embedding layer that embeds each word once; the layer itself if it is of an unknown kind."""
    features = [layer for layer in embed.walk() if layer.name == "extract_features"]
    if len(features) != 1:
        return embed
    rows = KeptRows(embed, features[0].attrs["columns"])
    return Model("kept_rows", lambda _, docs, is_train: (rows.of(docs), None), layers=[embed])

"""Makes a loaded parser faster without changing what it says.

thinc multiplies by BLIS, whose generic kernels are several times slower on many processors than the BLAS that NumPy
ships, and its layers prepare for training. The rule lemmatizer looks forms up in lists of tens of thousands of words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import IS_SPACE, LOWER, NORM, PREFIX, SHAPE, SUFFIX
from thinc.backends.numpy_ops import NumpyOps

from propos.lang.embedding import kept
from propos.lang.encoding import plain
from propos.lang.stepping import step_together

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language as Parser


#: What is asked of a word's form, by the parser and its rules; spaCy tells ten things more of each new word.
ASKED = frozenset((IS_SPACE, LOWER, NORM, PREFIX, SHAPE, SUFFIX))
#: How many words the tokeniser need not cut again: the 10,000 of spaCy are met in some two hundred articles.
MOST_CUT = 100_000


class Products(NumpyOps):  # type: ignore[misc]
    """thinc's operations on the processor, with NumPy's matrix product."""

    def gemm(
        self,
        x: NDArray[np.float32],
        y: NDArray[np.float32],
        out: NDArray[np.float32] | None = None,
        trans1: bool = False,
        trans2: bool = False,
    ) -> NDArray[np.float32]:
        """The product of two matrices, either one transposed if asked; into ``out`` if given."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def tune(parser: Parser) -> None:
    """Makes every layer of a loaded parser multiply by NumPy, embed each word once, and look lemmas up in sets."""
    _multiply_by_numpy(parser)
    step_together(parser)
    _index_lemmas_by_sets(parser)
    _shorten_layers(parser)
    _tell_less_of_words(parser)
    _keep_more_of_words(parser)


def _multiply_by_numpy(parser: Parser) -> None:
    operations = Products()
    for _, component in parser.pipeline:
        model: Any = getattr(component, "model", None)
        for layer in model.walk() if hasattr(model, "walk") else ():
            layer.ops = operations


def _tell_less_of_words(parser: Parser) -> None:
    vocab: Any = parser.vocab
    for attribute in vocab.lex_attr_getters.keys() - ASKED:
        del vocab.lex_attr_getters[attribute]


def _keep_more_of_words(parser: Parser) -> None:
    tokenizer: Any = parser.tokenizer
    tokenizer.max_cache_size = MOST_CUT


def _shorten_layers(parser: Parser) -> None:
    for name, component in parser.pipeline:
        model: Any = getattr(component, "model", None)
        if name == "tok2vec" and len(getattr(model, "layers", ())) == 2:
            model.layers[:] = [kept(model.layers[0]), plain(model.layers[1])]


def _index_lemmas_by_sets(parser: Parser) -> None:
    for _, component in parser.pipeline:
        lookups: Any = getattr(component, "lookups", None)
        if lookups is None or not lookups.has_table("lemma_index"):
            continue
        index = lookups.get_table("lemma_index")
        for part_of_speech in list(index):
            index[part_of_speech] = frozenset(index[part_of_speech])

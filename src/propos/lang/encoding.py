"""Runs a parser's convolutions over a text in fewer and plainer steps than thinc, which prepares for training too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import Model

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

#: A block of the only kind of convolution that is taken over.
BLOCK = "residual(expand_window>>maxout>>layernorm>>dropout)"
#: thinc's guard against division by nothing.
LEAST_VARIANCE = 1e-8


@dataclass(frozen=True, slots=True)
class Block:
    """One convolution over a word and its neighbours: the best of several products, normalised.

    Attributes:
        weights: A matrix for each piece, one beside the other: three words in, all pieces out.
        bias: For all pieces.
        pieces: How many products the best is taken of.
        scale: Of the normalised result.
        shift: Of the normalised result.
    """

    weights: Rows
    bias: Rows
    pieces: int
    scale: Rows
    shift: Rows

    def of(self, rows: Rows) -> Rows:
        """The rows of the next layer: one for each row, from it and its neighbours."""
        width = rows.shape[1]
        windows = np.zeros((len(rows), 3 * width), dtype=np.float32)
        windows[1:, :width] = rows[:-1]
        windows[:, width : 2 * width] = rows
        windows[:-1, 2 * width :] = rows[1:]
        products = windows @ self.weights
        products += self.bias
        best = products[:, :width].copy()
        for piece in range(1, self.pieces):
            np.maximum(best, products[:, piece * width : (piece + 1) * width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width)
        best *= ((variance + np.float32(LEAST_VARIANCE)) ** np.float32(-0.5))[:, None]
        best *= self.scale
        best += self.shift
        best += rows
        return best


def plain(encode: Model[Any, Any]) -> Model[Any, Any]:
    """An encoder that does the same in fewer steps; the encoder itself if it is of an unknown kind."""
    blocks = _blocks(encode)
    if not blocks:
        return encode
    pad = encode.attrs["pad"]
    return Model("plain_blocks", lambda _, texts, is_train: (_encoded(texts, blocks, pad), None), layers=[encode])


def _encoded(texts: Sequence[Rows], blocks: Sequence[Block], pad: int) -> list[Rows]:
    """The encoded rows of each text; empty rows between them keep them apart."""
    if not texts:
        return []
    gap = np.zeros((pad, texts[0].shape[1]), dtype=np.float32)
    rows = np.concatenate([gap, *(part for text in texts for part in (text, gap))])
    for block in blocks:
        rows = block.of(rows)
    found, start = [], pad
    for text in texts:
        found.append(rows[start : start + len(text)])
        start += len(text) + pad
    return found


def _blocks(encode: Model[Any, Any]) -> list[Block]:
    """The convolutions of an encoder; none if there is anything else in it."""
    depth = encode.name.count(BLOCK)
    windows = [layer.attrs["window_size"] for layer in encode.walk() if layer.name == "expand_window"]
    if encode.name != f"with_array({'>>'.join([BLOCK] * depth)})" or windows != [1] * depth:
        return []
    products = [layer for layer in encode.walk() if layer.name == "maxout"]
    norms = [layer for layer in encode.walk() if layer.name == "layernorm"]
    return [_block(product, norm) for product, norm in zip(products, norms, strict=True)]


def _block(product: Any, norm: Any) -> Block:
    weights, bias = product.get_param("W"), product.get_param("b")
    out, pieces, into = weights.shape
    return Block(
        weights=np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(into, pieces * out)),
        bias=np.ascontiguousarray(bias.T).reshape(-1),
        pieces=pieces,
        scale=norm.get_param("G"),
        shift=norm.get_param("b"),
    )

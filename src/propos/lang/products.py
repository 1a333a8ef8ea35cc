"""Matrix products for the parser, by NumPy.

thinc multiplies by BLIS, whose generic kernels are several times slower on many processors than the BLAS that NumPy
ships; the results are the same and the parser's first layers take half the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.backends.numpy_ops import NumpyOps

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language as Parser


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


def use_numpy_products(parser: Parser) -> None:
    """Makes every layer of a loaded parser multiply by NumPy."""
    operations = Products()
    for _, component in parser.pipeline:
        model: Any = getattr(component, "model", None)
        for layer in model.walk() if hasattr(model, "walk") else ():
            layer.ops = operations

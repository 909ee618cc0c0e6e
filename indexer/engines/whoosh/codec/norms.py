"""Field lengths as BM25 sees them: one byte a length, as Whoosh codes it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from whoosh.util.numeric import byte_to_length, length_to_byte

CODES = 256
CODED_LENGTHS = np.array([byte_to_length(code) for code in range(CODES)], np.uint32)
"""The length that each code stands for, in tokens, to the precision of a byte; [CODES]."""


def length_codes(lengths: npt.NDArray[np.integer]) -> npt.NDArray[np.uint8]:
    """Code lengths (in tokens) as Whoosh does; any shape."""
    distinct, place = np.unique(lengths, return_inverse=True)
    codes = np.array([length_to_byte(int(length)) for length in distinct], np.uint8)
    return codes[place].reshape(lengths.shape)

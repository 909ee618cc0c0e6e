"""Field norms: field lengths coded in one byte each, as Whoosh does."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from whoosh.util.numeric import byte_to_length, length_to_byte

CODES = 256
CODED_LENGTHS = np.array([byte_to_length(code) for code in range(CODES)], np.uint32)
"""The field length of each code, in tokens; [CODES]."""


def length_codes(lengths: npt.NDArray[np.integer]) -> npt.NDArray[np.uint8]:
    """The codes of field lengths in tokens; same shape as `lengths`."""
    distinct, place = np.unique(lengths, return_inverse=True)
    codes = np.array([length_to_byte(int(length)) for length in distinct], np.uint8)
    return codes[place].reshape(lengths.shape)

"""Field norms: field lengths coded in one byte each, as Whoosh does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.rules.schema import FIELDS

CODES = 256
CODED_LENGTHS = np.array([byte_to_length(code) for code in range(CODES)], np.uint32)
"""The field length of each code, in tokens; [CODES]."""


def length_codes(lengths: npt.NDArray[np.integer]) -> npt.NDArray[np.uint8]:
    """The codes of field lengths in tokens; same shape as `lengths`."""
    distinct, place = np.unique(lengths, return_inverse=True)
    codes = np.array([length_to_byte(int(length)) for length in distinct], np.uint8)
    return codes[place].reshape(lengths.shape)


def norms_of(codes: Sequence[npt.NDArray[np.uint8]]) -> npt.NDArray[np.uint16]:
    """The norm of each field in each document: CODES times the field, plus its length code; [F * N].

    `codes` are the length codes of the documents of each segment, [F, n].
    """
    every = np.concatenate([np.empty((len(FIELDS), 0), np.uint8), *codes], axis=1)
    norms: npt.NDArray[np.uint16] = every + CODES * np.arange(len(FIELDS), dtype=np.uint16)[:, None]
    return norms.ravel()

"""Named arrays in one file that opens memory-mapped.

The file has the length of its table of contents (8 bytes, little-endian), the table as JSON (name, dtype,
shape, offset), and the bytes of each array, aligned to 64. Arrays of int64 are short. They are written in the
smallest dtype that holds them, and read into memory as int64.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
ALIGNMENT = 64
LENGTH = 8


class _Place(msgspec.Struct, frozen=True, array_like=True):
    dtype: str
    shape: tuple[int, ...]
    offset: int
    is_narrow: bool = False


def save(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write arrays to a new file, which replaces an existing one."""
    places: dict[str, _Place] = {}
    offset = 0
    stored = {name: narrowed(array) if _narrows(array) else array for name, array in arrays.items()}
    for name, array in stored.items():
        is_narrow = array.dtype != arrays[name].dtype
        places[name] = _Place(array.dtype.str, array.shape, offset, is_narrow)
        offset = _aligned(offset + array.nbytes)
    head = msgspec.json.encode(places)
    start = _aligned(LENGTH + len(head))
    path.unlink(missing_ok=True)  # never write into a file that a process may have mapped
    with path.open("xb") as file:
        file.write(len(head).to_bytes(LENGTH, "little") + head)
        for name, array in stored.items():
            file.seek(start + places[name].offset)
            file.write(np.ascontiguousarray(array).data)
        file.truncate(start + offset)


def load(path: Path) -> dict[str, Array]:
    """Open the arrays of a file, memory-mapped and read-only."""
    whole = np.memmap(path, dtype=np.uint8, mode="r")
    length = int.from_bytes(whole[:LENGTH].tobytes(), "little")
    places = msgspec.json.decode(whole[LENGTH : LENGTH + length].tobytes(), type=dict[str, _Place])
    start = _aligned(LENGTH + length)
    buffer = whole.view(np.ndarray)
    return {name: _view(buffer, start, place) for name, place in places.items()}


def _view(buffer: npt.NDArray[np.uint8], start: int, place: _Place) -> Array:
    dtype = np.dtype(place.dtype)
    count = int(np.prod(place.shape, dtype=np.int64))
    first = start + place.offset
    view = buffer[first : first + count * dtype.itemsize].view(dtype).reshape(place.shape)
    if place.is_narrow:
        view = view.astype(np.int64)
        view.flags.writeable = False
    return view


def _narrows(array: Array) -> bool:
    return array.dtype == np.int64 and int(array.min(initial=0)) >= 0


def _aligned(offset: int) -> int:
    return -(-offset // ALIGNMENT) * ALIGNMENT


def offsets(lengths: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """The start of each run of these lengths, and the end of the last; [len + 1]."""
    result = np.zeros(np.size(np.asarray(lengths)) + 1, dtype=np.int64)
    np.cumsum(lengths, out=result[1:])
    return result


def begins(values: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.bool_]:
    """Whether each value begins a run of equal ones; [N]."""
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def ranges(starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The integers of several half-open ranges, one range after the other."""
    lengths = ends - starts
    last = lengths.cumsum()
    numbers = np.arange(int(lengths.sum()), dtype=np.int64)
    numbers += np.repeat(ends - last, lengths)
    return numbers


def spans_of(sought: Sequence[int], names: Array, bounds: npt.NDArray[np.int64]) -> list[slice]:
    """The [start, end) offsets of the runs of some names; empty for an unknown name.

    `names` ascend; the run of names[i] is at bounds[i] to bounds[i + 1].
    """
    numbers = np.array(sought, names.dtype)
    low, high = bounds[names.searchsorted(numbers)], bounds[names.searchsorted(numbers, "right")]
    return list(map(slice, low.tolist(), high.tolist()))


def narrowed(numbers: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.unsignedinteger[Any]]:
    """Non-negative integers in the smallest dtype that holds all of them."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def ascending(numbers: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    """The stable ascending order of uint32 values, as argsort gives it.

    numpy sorts 16 bits at a time by counting instead of comparing, so two passes take a third of the time.
    """
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    high = (numbers >> 16).astype(np.uint16)
    return order[np.argsort(high[order], kind="stable")] if high.any() else order

"""Text in pieces, marked or not; a template writes the marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Piece(NamedTuple):
    """A stretch of text, and whether it is marked."""

    text: str
    marked: bool


def pieces(text: str, ranges: Sequence[tuple[int, int]]) -> list[Piece]:
    """The text cut along half-open ranges of code points; ranges outside it or over others are left out."""
    cut: list[Piece] = []
    done = 0
    for start, end in sorted(ranges):
        if done <= start < end <= len(text):
            cut += [Piece(text[done:start], marked=False), Piece(text[start:end], marked=True)]
            done = end
    cut.append(Piece(text[done:], marked=False))
    return [piece for piece in cut if piece.text]

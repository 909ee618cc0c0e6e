"""Text in pieces, marked or not, for a template to render."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Piece(NamedTuple):
    """A piece of text, and whether it is marked."""

    text: str
    marked: bool


def pieces(text: str, ranges: Sequence[tuple[int, int]]) -> list[Piece]:
    """The text cut along half-open ranges of code points.

    Ranges that are outside the text or overlap others are left out.
    """
    cut: list[Piece] = []
    done = 0
    for start, end in sorted(ranges):
        if done <= start < end <= len(text):
            cut += [Piece(text[done:start], marked=False), Piece(text[start:end], marked=True)]
            done = end
    cut.append(Piece(text[done:], marked=False))
    return [piece for piece in cut if piece.text]

"""The alphabet of a library: the page on which each letter begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from indexer.results import Entry
from indexer.rules.schema import title_order

PAGE_SIZE = 200
"""The number of profiles on a page of the catalogue."""


class Letter(NamedTuple):
    """A letter, its anchor, and the page of the catalogue on which it begins."""

    name: str
    anchor: str
    page: int


def letter_of(title: str) -> str:
    """The letter of a title; # if it does not begin with one."""
    first = title_order(title)[:1].upper()
    return first if first.isalpha() else "#"


def letters(entries: Sequence[Entry]) -> list[Letter]:
    """The letters of the catalogue, in order."""
    first: dict[str, int] = {}
    for place, entry in enumerate(entries):
        first.setdefault(letter_of(entry.title), place)
    return [Letter(name, anchor(name), place // PAGE_SIZE + 1) for name, place in first.items()]


def anchor(letter: str) -> str:
    """A letter's anchor on the page."""
    return f"letter-{letter.lower()}" if letter != "#" else "letter-other"


def by_letter(entries: Sequence[Entry]) -> list[tuple[str, str, list[Entry]]]:
    """The entries under their letters, each with its anchor."""
    groups = groupby(entries, key=lambda entry: letter_of(entry.title))
    return [(letter, anchor(letter), list(under)) for letter, under in groups]

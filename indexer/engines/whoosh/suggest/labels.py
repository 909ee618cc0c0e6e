"""Categories and qualifications by the words of their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from indexer.engine import Suggestion
from indexer.engines.whoosh.index.reader import Snapshot
from indexer.language.words import PRONOUN_MARK, tokens
from indexer.qualification import TAXONOMY


class Label(NamedTuple):
    """A category or a qualification that some profiles have; `name` is its short name, word by word."""

    suggestion: Suggestion
    words: frozenset[str]
    name: tuple[str, ...]
    profiles: int


def labels(snapshot: Snapshot) -> list[Label]:
    """What some profiles of a snapshot have, that of most profiles first."""
    found = [*_categories(snapshot), *_qualifications(snapshot)]
    return sorted(found, key=lambda label: -label.profiles)


def _categories(snapshot: Snapshot) -> Iterator[Label]:
    names = snapshot.state.categories
    counts = np.bincount(snapshot.category[snapshot.live], minlength=len(names)).tolist()
    for name, profiles in zip(names, counts, strict=True):
        if name and profiles:
            yield _label(Suggestion(name, "category", name), name, profiles)


def _qualifications(snapshot: Snapshot) -> Iterator[Label]:
    kinds = snapshot.qualifications[snapshot.live, 0]
    for place, kind in enumerate(TAXONOMY):
        if profiles := int(np.count_nonzero(kinds >> place & 1)):
            yield _label(Suggestion(kind.label, "qualification", kind.slug), kind.short, profiles)


def _label(suggestion: Suggestion, short: str, profiles: int) -> Label:
    words, name = plain_words(suggestion.text), plain_words(short)
    return Label(suggestion, frozenset((*words, *name)), name, profiles)


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a name that is not stemmed."""
    found = tokens(text)
    return tuple(word.rstrip(PRONOUN_MARK) for word in found.words[: found.plain()])

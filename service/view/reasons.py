"""Why a profile is in the list, in plain words, only where the eye cannot see it."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.engine import Hit, Reading
from indexer.language.interpretation import How

SAID = {
    How.FAMILY: "“{word}” is near to “{found}”",
    How.SYNONYM: "“{word}” is another word for “{found}”",
    How.SPELLING: "“{word}” was read as “{found}”",
    How.PREFIX: "“{word}” begins “{found}”",
}
"""How a word was found, as a sentence; an exact word or another form of it needs none."""


def reasons(hit: Hit, reading: Reading) -> tuple[str, ...]:
    """Sentences that say why a hit matched where that is not obvious, the nearest first.

    A spelling that the whole list was searched by is said once above the list, not at every hit.
    """
    return tuple(
        SAID[match.how].format(word=match.word, found=match.read_as)
        for match in hit.matched
        if match.how in SAID and not (match.how is How.SPELLING and reading.corrected)
    )


def lacking(hit: Hit, reading: Reading) -> tuple[str, ...]:
    """The words that were let go and that this hit does without."""
    found = {match.word for match in hit.matched}
    return tuple(word for word in reading.relaxed if word not in found)


def other_name(hit: Hit, alternative_titles: Iterable[str]) -> str | None:
    """The alternative title that a hit was found by, where its title shows none of the words."""
    by_name = [match for match in hit.matched if "alternative_titles" in match.sections]
    if not by_name or any("title" in match.sections for match in hit.matched):
        return None
    words = [match.read_as.lower() for match in by_name]
    return max(
        (name for name in alternative_titles if any(word in name.lower() for word in words)),
        key=lambda name: sum(word in name.lower() for word in words),
        default=None,
    )

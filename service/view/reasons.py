"""Why a profile is in the list, in plain words, only where the eye cannot see it."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.language.interpretation import How
from indexer.results import Hit, Match, Reading

SAID = {
    How.FAMILY: "“{word}” belongs with “{found}”",
    How.SYNONYM: "“{word}” is another word for “{found}”",
    How.SPELLING: "“{word}” was read as “{found}”",
}
"""How a word was found, as a sentence; the word itself, its beginning and its other forms need none."""

UNSEEN = ("hidden_titles",)
LEADS_HERE = "“{word}” also leads to this job"
"""Why a hit is there that was found by a name which is not shown: visitors' own word, and no claim of it."""

ALIKE = "Without your words, but similar to the best results"
"""Why a hit is there that has none of them."""

LIKENESS = 4
"""With so many first letters in common, words of one family explain each other."""


def reasons(hit: Hit, reading: Reading) -> tuple[str, ...]:
    """Sentences that say why a hit matched where that is not obvious, the nearest first."""
    if is_alike(hit, reading):
        return (ALIKE,)
    return tuple(
        (LEADS_HERE if match.sections == UNSEEN else SAID[match.how]).format(
            word=match.word, found=match.read_as
        )
        for match in hit.matched
        if match.sections == UNSEEN or (match.how in SAID and not _obvious(match, reading))
    )


def lacking(hit: Hit, reading: Reading) -> tuple[str, ...]:
    """The words that were let go and that this hit does without, where it has others."""
    if is_alike(hit, reading):
        return ()
    found = {match.word for match in hit.matched}
    return tuple(word for word in reading.relaxed if word not in found)


def is_alike(hit: Hit, reading: Reading) -> bool:
    """Whether a hit has none of the words, and is there because it is like the best."""
    return bool(reading.similar) and not hit.matched


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


def _obvious(match: Match, reading: Reading) -> bool:
    """Whether the eye sees it, or the note above the list has said it."""
    if match.how is How.SPELLING:
        return bool(reading.corrected)
    return match.how is How.FAMILY and match.word[:LIKENESS].lower() == match.read_as[:LIKENESS].lower()

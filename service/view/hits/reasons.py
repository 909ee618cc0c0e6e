"""Short reasons why a profile is in a list, if that is not obvious."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.language.interpretation import How
from indexer.results import Hit, Match, Reading

MATCHED = "Matched “{found}”"

UNSEEN = ("hidden_titles",)
LEADS_HERE = "“{word}” also leads to this job"
"""The reason for a match in a hidden title, which is not shown."""

RELATED = "Related job"
"""The reason for a hit with none of the words, but similar to the best results."""

LIKENESS = 4
"""Words of one family that share this many first letters need no explanation."""


def reasons(hit: Hit, reading: Reading) -> tuple[str, ...]:
    """The reasons for a hit that are not obvious, the closest match first."""
    if is_alike(hit, reading):
        return (RELATED,)
    return tuple(
        (LEADS_HERE if match.sections == UNSEEN else MATCHED).format(word=match.word, found=match.read_as)
        for match in hit.matched
        if match.sections == UNSEEN or (match.how is How.SPELLING and not reading.corrected)
    )


def lacking(hit: Hit, reading: Reading) -> tuple[str, ...]:
    """The optional words that a hit does not have; empty for a related job."""
    if is_alike(hit, reading):
        return ()
    found = {match.word for match in hit.matched}
    return tuple(word for word in reading.relaxed if word not in found)


def is_alike(hit: Hit, reading: Reading) -> bool:
    """Whether a hit is a related job: it has none of the words."""
    return bool(reading.similar) and not hit.matched


def other_name(hit: Hit, alternative_titles: Iterable[str]) -> str | None:
    """The alternative title that matched, if the title itself has none of the words."""
    by_name = [match for match in hit.matched if "alternative_titles" in match.sections]
    if not by_name or any("title" in match.sections for match in hit.matched):
        return None
    words = [match.read_as.lower() for match in by_name]
    return max(
        (name for name in alternative_titles if any(word in name.lower() for word in words)),
        key=lambda name: sum(word in name.lower() for word in words),
        default=None,
    )


def is_another_word(match: Match) -> bool:
    """Whether a match is another word than the one searched, which a note above the list names once."""
    if match.sections == UNSEEN:
        return False
    unlike = match.word[:LIKENESS].lower() != match.read_as[:LIKENESS].lower()
    return match.how is How.SYNONYM or (match.how is How.FAMILY and unlike)

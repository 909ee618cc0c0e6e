"""The passages of a hit that add something to its title and summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.profile import slug
from indexer.question.values import Kind
from indexer.results import Hit, Reading, Snippet

MOST = 1
"""The most passages of a hit in a list; its profile marks them all."""

CUT = "…"


def passages(hit: Hit, reading: Reading) -> tuple[Snippet, ...]:
    """The passages to show: none for the job that was named, or whose title has what was searched for.

    None repeats the summary.
    """
    if is_named(hit, reading) or is_titled(hit):
        return ()
    return tuple(one for one in hit.snippets if not _repeats(one, hit.summary))[:MOST]


def marks_in_summary(hit: Hit) -> tuple[tuple[int, int], ...]:
    """The ranges of matched words in the summary, from the passages that repeat it."""
    found = {place for snippet in hit.snippets for place in _in_summary(snippet, hit.summary)}
    return tuple(sorted(found))


def is_named(hit: Hit, reading: Reading) -> bool:
    """Whether the query is the title of this job, or names it."""
    named = any(
        part.kind is Kind.JOB and part.value == hit.id and not part.negated for part in reading.understood
    )
    return named or slug(reading.corrected or reading.text) == slug(hit.title) != ""


def is_titled(hit: Hit) -> bool:
    """Whether a job's title has every word that was found in its profile."""
    titled = {match.word for match in hit.matched if "title" in match.sections}
    return bool(hit.matched) and titled == {match.word for match in hit.matched}


def _repeats(snippet: Snippet, summary: str) -> bool:
    """Whether a summary has all the words that a passage marks, in the same sentence."""
    return len(set(_in_summary(snippet, summary))) == len(set(snippet.highlights)) > 0


def _in_summary(snippet: Snippet, summary: str) -> Iterator[tuple[int, int]]:
    """The marked words of a passage that are the summary's own, as ranges of the summary."""
    shift, start, end = _overlap(snippet.text, summary)
    for low, high in snippet.highlights:
        if start <= low and high <= end:
            yield low + shift, high + shift


def _overlap(text: str, summary: str) -> Sequence[int]:
    """From a passage's offsets to a summary's, and the part of the passage that both have."""
    inner = text.strip(f"{CUT} ")
    if inner and inner in summary:
        start = text.index(inner)
        return summary.index(inner) - start, start, start + len(inner)
    if summary and summary in text:
        start = text.index(summary)
        return -start, start, start + len(summary)
    return 0, 0, 0

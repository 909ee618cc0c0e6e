"""Example searches for the front page, each of which finds something in this library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle, zip_longest

from indexer.engine import Searcher
from indexer.query import Query
from indexer.results import Entry, Results
from service.view.overview.answer import with_article
from service.view.overview.chips import NARROWING

MOST = 6
"""How many examples the front page shows."""

MOST_JOBS = 12
"""How many jobs are tried as examples; each search takes a few milliseconds."""

LONGEST = 24
"""The most characters of a name in an example."""

INTERESTS = (
    "working with animals",
    "cooking",
    "making music",
    "helping people",
    "cars",
    "drawing",
    "working with children",
    "building things",
    "sport",
    "computers",
    "plants and gardens",
    "science",
)
"""What people say that they like; only what the library has jobs for is shown."""

ASKED = ("do I need a degree to be {}", "how do I become {}", "what does {} do")
"""What people ask about a job."""

QUESTIONS = ("jobs that don't need a degree", "apprenticeship level 3", "jobs with good GCSEs")
"""Questions that are understood as filters."""

ABOUT = frozenset({"title", "alternative_titles", "summary", "description"})
"""Where a match says what a job is about."""

Accept = Callable[[Results], bool]


class Examples:
    """The example searches of the generation that serves, computed once."""

    def __init__(self) -> None:
        self._kept: tuple[str, tuple[str, ...]] = ("", ())

    def __call__(self, searcher: Searcher) -> tuple[str, ...]:
        """The examples for a searcher's generation."""
        generation, kept = self._kept
        if generation != searcher.generation:
            kept = example_searches(searcher)
            self._kept = (searcher.generation, kept)
        return kept


def example_searches(searcher: Searcher) -> tuple[str, ...]:
    """Up to six searches, each tried, of as many kinds as the library allows."""
    jobs = well_known(searcher.catalogue())
    asked = (form.format(with_article(job.title)) for form, job in zip(cycle(ASKED), jobs, strict=False))
    kinds = (
        _tried(searcher, INTERESTS, _is_about),
        _tried(searcher, asked, _is_answered),
        _tried(searcher, QUESTIONS, _is_understood),
    )
    found: dict[str, None] = {}
    for one_of_each in zip_longest(*kinds):
        found |= dict.fromkeys(text for text in one_of_each if text)
        if len(found) >= MOST:
            break
    else:
        found |= dict.fromkeys(job.title for job in jobs[:MOST])
    return tuple(found)[:MOST]


def well_known(catalogue: Sequence[Entry]) -> list[Entry]:
    """The jobs with the shortest names; first those in which most other titles end (nurse, chef)."""
    ends = Counter(entry.title.lower().split()[-1] for entry in catalogue)
    short = [entry for entry in catalogue if len(entry.title.split()) == 1]
    short = short or [entry for entry in catalogue if len(entry.title) <= LONGEST]
    return sorted(short, key=lambda entry: (-ends[entry.title.lower()], entry.title))[:MOST_JOBS]


def _tried(searcher: Searcher, texts: Iterable[str], accept: Accept) -> Iterator[str]:
    for text in texts:
        results = searcher.search(Query(text=text, page_size=1))
        if results.hits and not results.query.unmatched and not results.query.corrected and accept(results):
            yield text


def _is_answered(results: Results) -> bool:
    return results.answer is not None and bool(results.answer.ways or results.answer.quotes)


def _is_understood(results: Results) -> bool:
    return any(part.kind in NARROWING for part in results.query.understood)


def _is_about(results: Results) -> bool:
    """Whether all the words were found, and the first job is about them by its name or description."""
    found = results.hits[0].matched
    return not results.query.relaxed and any(ABOUT.intersection(match.sections) for match in found)

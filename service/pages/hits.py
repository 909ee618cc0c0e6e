"""What a page shows of a hit beside the hit itself."""

from __future__ import annotations

from typing import NamedTuple

from indexer.engine import Searcher
from indexer.results import Hit, Results, Snippet
from service.view.hits.glance import outline
from service.view.hits.passages import marks_in_summary, passages
from service.view.hits.reasons import lacking, other_name, reasons
from service.view.job.facts import pay_line
from service.view.start import could_start


class Shown(NamedTuple):
    """What a list shows of a hit: `marks` are ranges of its summary.

    `could_start` says what you can start with what you have, and `outline` what it pays and how you start.
    """

    marks: tuple[tuple[int, int], ...]
    could_start: str
    outline: str
    passages: tuple[Snippet, ...]
    why: list[str]


def shown(searcher: Searcher, results: Results) -> dict[str, Shown]:
    """What a list shows of each hit, by its id."""
    return {hit.id: _shown(searcher, hit, results) for hit in results.hits}


def _shown(searcher: Searcher, hit: Hit, results: Results) -> Shown:
    started = could_start(hit.ways)
    return Shown(
        marks=marks_in_summary(hit),
        could_start=started,
        outline=outline(hit.ways, pay_line(hit.facts), started=bool(started)),
        passages=passages(hit, results.query),
        why=why(searcher, hit, results),
    )


def why(searcher: Searcher, hit: Hit, results: Results) -> list[str]:
    """The reasons for a hit, its other name, and the words that it does not have."""
    said = list(reasons(hit, results.query))
    if any("alternative_titles" in match.sections for match in hit.matched):
        entry = searcher.entry(hit.id)
        name = other_name(hit, entry.alternative_titles if entry else ())
        said += [f"Also called {name}"] if name else []
    missing = lacking(hit, results.query)
    return said + ([f"Missing: {', '.join(missing)}"] if missing else [])

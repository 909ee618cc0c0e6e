"""What a page shows of a hit beside the hit itself."""

from __future__ import annotations

from indexer.engine import Searcher
from indexer.results import Hit, Results
from service.view.reasons import lacking, other_name, reasons


def why(searcher: Searcher, hit: Hit, results: Results) -> list[str]:
    """The reasons for a hit, its other name, and the words that it does not have."""
    said = list(reasons(hit, results.query))
    if any("alternative_titles" in match.sections for match in hit.matched):
        entry = searcher.entry(hit.id)
        name = other_name(hit, entry.alternative_titles if entry else ())
        said += [f"Also called {name}"] if name else []
    missing = lacking(hit, results.query)
    return said + ([f"Missing: {', '.join(missing)}"] if missing else [])

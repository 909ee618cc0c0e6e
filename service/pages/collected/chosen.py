"""The jobs that an address asks for by their ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request

from indexer.engine import Searcher
from indexer.results import Entry
from service.view.reading import quoted

MOST_CHOSEN = 30
"""The most jobs of a shortlist: more make an address too long to send."""

LONGEST_ID = 80


class ChosenJobs(NamedTuple):
    """The entries of the jobs that exist, and a sentence about ids that do not exist."""

    entries: Sequence[Entry]
    unknown: str

    @property
    def address(self) -> str:
        """The query string of the jobs."""
        return urlencode([("id", entry.id) for entry in self.entries])


def ids_of(request: Request) -> tuple[str, ...]:
    """The ids that an address asks for, each once, in their order."""
    asked = (each.strip()[:LONGEST_ID] for each in request.query_params.getlist("id"))
    return tuple(dict.fromkeys(each for each in asked if each))


def key_of(path: str, ids: Sequence[str]) -> str:
    """What identifies the answer for some ids within a generation."""
    return f"{path}?{urlencode([('id', each) for each in ids])}"


def chosen(searcher: Searcher, ids: Sequence[str]) -> ChosenJobs:
    """The jobs with these ids."""
    found = {each: searcher.entry(each) for each in ids}
    missing = [each for each, entry in found.items() if entry is None]
    said = f"We couldn't find {quoted(missing[:5], 'or')}." if missing else ""
    return ChosenJobs([entry for entry in found.values() if entry is not None], said)

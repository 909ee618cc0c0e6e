"""What was understood of a question, as chips that can be removed, and what was left out for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer.question.values import Kind
from indexer.results import Reading, UnderstoodPart
from service.view.reading import quoted

NARROWING = frozenset({Kind.QUALIFICATION, Kind.LEVEL, Kind.ROUTE, Kind.HAVE, Kind.ENVIRONMENT, Kind.WORD})
"""The kinds that leave profiles out: a job only comes first, and what is asked of it has its answer."""

WITHOUT = {
    "gcse": "GCSEs",
    "a-level": "A levels",
    "t-level": "a T level",
    "btec": "a BTEC",
    "nvq": "an NVQ",
    "vocational-certificate": "a vocational certificate or diploma",
    "apprenticeship": "an apprenticeship",
    "hnc": "an HNC",
    "hnd": "an HND",
    "foundation-degree": "a foundation degree",
    "bachelors": "a degree",
    "degree-apprenticeship": "a degree apprenticeship",
    "postgraduate": "a postgraduate qualification",
    "masters": "a master's degree",
    "doctorate": "a doctorate",
    "professional-registration": "professional registration",
    "university": "university",
    "college": "college",
    "work": "working your way up",
    "direct": "applying directly",
    "volunteering": "volunteering",
}
"""What goes after "without": qualifications by their slugs, and routes."""

UNSUPPORTED = {
    "pay": "These profiles don't say what the job pays.",
    "hours": "These profiles don't say what the hours are.",
    "places": "These profiles don't say where the jobs are.",
    "amount": "We can't search by how much a job pays yet. You can sort the list by pay.",
}
"""What is asked for that the library does not know, as a sentence."""


class Chip(NamedTuple):
    """A part of a question that narrows the list, and the question without it."""

    label: str
    without_it: str


def chips(understood: Iterable[UnderstoodPart]) -> list[Chip]:
    """A chip for each span of a question that narrows the list, in the order of the question."""
    spans: defaultdict[tuple[int, int], list[UnderstoodPart]] = defaultdict(list)
    for part in understood:
        if part.kind in NARROWING:
            spans[part.span].append(part)
    return [Chip(_label(parts), parts[0].without_it) for _, parts in sorted(spans.items())]


def limits(reading: Reading) -> Iterator[str]:
    """Sentences about the profiles that were left out, and about what the library does not know."""
    if reading.excluded:
        unwanted = quoted(reading.excluded, "or")
        yield f"We left out profiles that mention {unwanted} where they describe the job."
    yield from (UNSUPPORTED[one] for one in reading.unsupported)


def _label(parts: Sequence[UnderstoodPart]) -> str:
    """What the parts of one span say together: "Levels 3 to 8", "HND at level 5", "Without university"."""
    first = parts[0]
    if first.negated:
        return _negated(parts)
    levels = _levels([part for part in parts if part.kind is Kind.LEVEL])
    named = " or ".join(dict.fromkeys(part.label for part in parts if part.kind is not Kind.LEVEL))
    return f"{named} at {levels[0].lower()}{levels[1:]}" if named and levels else named or levels


def _levels(parts: Sequence[UnderstoodPart]) -> str:
    levels = sorted(int(part.value) for part in parts)
    if len(levels) > 1 and levels == [*range(levels[0], levels[-1] + 1)]:
        return f"Levels {levels[0]} to {levels[-1]}"
    return " or ".join(dict.fromkeys(part.label for part in parts))


def _negated(parts: Sequence[UnderstoodPart]) -> str:
    """A route says more than the qualification that goes with it: "uni" is both."""
    if parts[0].kind is Kind.WORD:
        return f"Not {parts[0].label}"
    routes = [part for part in parts if part.kind is Kind.ROUTE] or parts
    named = dict.fromkeys(WITHOUT.get(part.value, part.label) for part in routes)
    return f"Without {' or '.join(named)}"

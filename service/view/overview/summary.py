"""Everything above a list of results, for a template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from indexer.query import Query
from indexer.results import Results
from service.view.filters import Active, active
from service.view.overview.answer import AnswerCard, answer_card
from service.view.overview.chips import Chip, chips, limits
from service.view.reading import heading, notes


class Summary(NamedTuple):
    """The top of a list: `active` has its filters, `chips` the parts of its question."""

    heading: str
    notes: tuple[str, ...]
    active: Sequence[Active]
    chips: Sequence[Chip]
    answer: AnswerCard | None

    @property
    def removable(self) -> tuple[Active | Chip, ...]:
        """Everything that narrows the list and can be removed."""
        return (*self.active, *self.chips)


def summary(results: Results, query: Query) -> Summary:
    """Everything above the results of a query."""
    filters = active(query, results.facets)
    said = heading(results)
    return Summary(
        heading=said if results.total else with_filters(said, filters),
        notes=(*notes(results, query), *limits(results.query)),
        active=filters,
        chips=chips(results.query.understood),
        answer=answer_card(results),
    )


def with_filters(heading: str, filters: Sequence[Active]) -> str:
    """A heading that names the filters, because nothing was found with them."""
    labels = [each.label for each in filters]
    if not labels:
        return heading
    return f"{heading} with {' and '.join([', '.join(labels[:-1]), labels[-1]] if labels[1:] else labels)}"

"""Filters of a list: values to tick, and links that remove active ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from indexer.query import Query, RoleChoice
from indexer.results import Facet, FacetValue
from indexer.rules.facets import selections
from service.querystring import query_string, toggled

SHOWN = 8
"""The most values of a group to show at once; the rest are behind a summary."""

UNLISTED = {"route": "{}", "have": "Level {}", "qualification": "{}", "level": "Level {}", "category": "{}"}
"""The groups in order, each with a label for values that the library lacks."""


class FilterGroup(NamedTuple):
    """A facet on the page: its first values, and the rest behind a summary."""

    name: str
    label: str
    shown: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]
    opened: bool


class Active(NamedTuple):
    """An active filter, and the query string that removes it."""

    label: str
    without: str


def groups(facets: Sequence[Facet]) -> list[FilterGroup]:
    """The facets with values; a group opens if a value behind its summary is ticked."""
    return [_group(facet) for facet in facets if facet.values]


def active(query: Query, facets: Sequence[Facet]) -> list[Active]:
    """Every active filter, in the order of the groups."""
    labels = {(facet.name, value.value): value.label for facet in facets for value in facet.values}
    ticked = [
        Active(
            labels.get((name, value)) or UNLISTED[name].format(value),
            query_string(toggled(query, name, value)),
        )
        for name, values in selections(query).items()
        for value in values
    ]
    if query.role is RoleChoice.DIRECT:
        ticked.append(
            Active("Only if it gets you straight into the job", query_string(query, role=RoleChoice.ANY))
        )
    if query.exact:
        ticked.append(Active("Exactly as typed", query_string(query, exact=False)))
    return ticked


def show_label(total: int) -> str:
    """What closes the filters of a phone: "Show 44 results"."""
    return f"Show {total:,} {'result' if total == 1 else 'results'}" if total else "No results"


def _group(facet: Facet) -> FilterGroup:
    """A facet as a group; a summary for a single value would help nobody."""
    cut = len(facet.values) if len(facet.values) <= SHOWN + 1 else SHOWN
    shown, more = facet.values[:cut], facet.values[cut:]
    return FilterGroup(facet.name, facet.label, shown, more, any(value.selected for value in more))

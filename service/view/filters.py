"""Filters and orders of a list: values to tick, links that remove active ones, orders to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from indexer.query import Query, RoleChoice, Sort
from indexer.results import Entry, Facet, FacetValue, Hit
from indexer.rules.facets import FROM_TITLES, selections
from indexer.rules.paying import orders
from service.querystring import query_string, toggled

SHOWN = 8
"""The most values of a group to show at once; the rest are behind a summary."""

UNLISTED = {
    "route": "{}",
    "have": "Level {}",
    "qualification": "{}",
    "level": "Level {}",
    "environment": "{}",
    "category": "{}",
}
"""The groups in order, each with a label for values that the library lacks."""


SORTS = {
    Sort.RELEVANCE: "Relevance",
    Sort.TITLE: "A to Z",
    Sort.UPDATED: "Last updated",
    Sort.PAY: "Pay",
}
NO_PAY = "No profile here says what the job pays, so we can't sort by pay."
SOME_PAY = "The best paid come first. Jobs whose pay we don't know come last."
BEST_PAID = "The best paid come first."


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


class Order(NamedTuple):
    """A sort order to offer, and whether the list is in it."""

    label: str
    sort: Sort
    current: bool


class Ordering(NamedTuple):
    """The order of a list: the query in an order that the library has, and the order that was asked for."""

    query: Query
    wanted: Sort
    offered: Sequence[Sort]
    dated: bool
    """Whether any profile says when it was updated."""

    def sorts(self) -> list[Order]:
        """The orders that mean something: by relevance if there are words, by date if there are dates."""
        text, sort = self.query.text, self.query.sort
        usual = sort if text or sort is not Sort.RELEVANCE else Sort.TITLE
        means = {Sort.RELEVANCE: bool(text), Sort.UPDATED: self.dated}
        offered = [each for each in self.offered if means.get(each, True)]
        return [Order(SORTS[each], each, each is usual) for each in offered]

    def note(self, hits: Iterable[Hit]) -> str:
        """What to say above a list that was to be sorted by pay; nothing about other orders."""
        if self.wanted is not Sort.PAY:
            return ""
        if self.query.sort is not Sort.PAY:
            return NO_PAY
        return BEST_PAID if all(hit.facts.pay for hit in hits) else SOME_PAY


def ordering(query: Query, catalogue: Sequence[Entry]) -> Ordering:
    """The order of a query's list in a library: the usual one if its profiles do not give what it needs."""
    offered = orders(catalogue)
    known = query if query.sort in offered else replace(query, sort=Sort.RELEVANCE)
    return Ordering(known, query.sort, offered, any(entry.updated for entry in catalogue))


def groups(facets: Sequence[Facet]) -> list[FilterGroup]:
    """The facets with values; a group opens if a value behind its summary is ticked."""
    return [_group(facet) for facet in facets if facet.values]


def active(query: Query, facets: Sequence[Facet]) -> list[Active]:
    """Every active filter, in the order of the groups."""
    labels = {
        (facet.name, value.value): f"{value.label} {FROM_TITLES}" if facet.derived else value.label
        for facet in facets
        for value in facet.values
    }
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

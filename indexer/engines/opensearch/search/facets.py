"""Facets in the cluster: filters and counts by the rules of `engines.whoosh.search.facets`, as queries.

Each value of a group is a query for the documents that have it beside what is selected of the other group
about the same thing; the counts of a group are taken among documents that meet every other condition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from indexer.engines.opensearch.cluster.client import JsonObject
from indexer.engines.opensearch.cluster.store import visible
from indexer.engines.opensearch.search.generation import OpenGeneration
from indexer.engines.opensearch.search.query import NOTHING, any_of, both
from indexer.engines.whoosh.search.facets import Chosen, Selections
from indexer.query import Query, RoleChoice
from indexer.question import Clauses
from indexer.results import Facet
from indexer.rules import facets
from indexer.rules.facets import FacetGroup
from indexer.ways import Route

CATEGORIES = 10_000
"""The most categories to count."""


class QueryGroups(Protocol):
    """Facet groups about one thing."""

    def filter(self, wanted: Selections) -> JsonObject | None:
        """The query for the selected values; None if none is selected."""

    def values(self, chosen: Chosen) -> Iterator[tuple[FacetGroup, Mapping[str, JsonObject]]]:
        """Each group with the query for each of its values."""


class SingleField(NamedTuple):
    """A facet group whose values are the values of one field."""

    group: FacetGroup
    field: str
    spelt: Mapping[str, str]
    """Each spelling in the field, with the value that it spells."""

    def filter(self, wanted: Selections) -> JsonObject | None:
        """The query for documents with any of the selected values."""
        values = wanted[self.group.name]
        written = [one for one, value in self.spelt.items() if value in values]
        return {"terms": {self.field: written}} if values else None

    def values(self, _chosen: Chosen) -> Iterator[tuple[FacetGroup, Mapping[str, JsonObject]]]:
        """The group with its values."""
        yield self.group, {one.value: {"term": {self.field: one.value}} for one in self.group.values}


class PairedFields(NamedTuple):
    """Two groups about the same thing: a field has the first value, another both, as `first.second`.

    `meant` are the second values in the field that a selected one stands for. Where there is an `allowed`,
    only its first values count, each where a document meets the condition beside it.
    """

    first: FacetGroup
    second: FacetGroup
    has: str
    both: str
    meant: Callable[[str], Iterable[str]]
    allowed: Mapping[str, Sequence[JsonObject]] | None = None

    def filter(self, wanted: Selections) -> JsonObject | None:
        """The documents with one thing that has any of the values wanted of both groups."""
        first, second = wanted[self.first.name], wanted[self.second.name]
        return self._query(first, second) if first or second else None

    def values(self, chosen: Chosen) -> Iterator[tuple[FacetGroup, Mapping[str, JsonObject]]]:
        """The groups, each value of one beside what is wanted of the other."""
        first, second = chosen.effective[self.first.name], chosen.effective[self.second.name]
        yield self.first, {one.value: self._query([one.value], second) for one in self.first.values}
        yield self.second, {one.value: self._query(first, [one.value]) for one in self.second.values}

    def everything(self) -> JsonObject:
        """The documents with any first value that counts."""
        return self._query([one.value for one in self.first.values], [])

    def _query(self, first: Sequence[str], second: Sequence[str]) -> JsonObject:
        firsts = [one.value for one in self.first.values if not first or one.value in first]
        if self.allowed is None:
            return self._cell(firsts, second)
        rows = ((one, self.allowed[one]) for one in firsts if one in self.allowed)
        return any_of(both([self._cell([one], second), *conditions]) for one, conditions in rows)

    def _cell(self, firsts: Sequence[str], second: Sequence[str]) -> JsonObject:
        if not firsts:
            return NOTHING
        if not second:
            return {"terms": {self.has: firsts}}
        known = {one.value for one in self.second.values}
        meant = dict.fromkeys(each for one in second if one in known for each in self.meant(one))
        return {"terms": {self.both: [f"{one}.{each}" for one in firsts for each in meant]}}


class Narrowed(NamedTuple):
    """A narrowed search: the filter of its list, and the aggregations that count its facets."""

    filter: JsonObject
    aggregations: Mapping[str, Any]
    groups: Sequence[FacetGroup]
    chosen: Chosen
    spelt: Mapping[str, str]

    def facets(self, counted: Mapping[str, Any]) -> tuple[Facet, ...]:
        """The facets with the counts that the cluster answered."""
        return tuple(self._facet(group, counted[group.name]["values"]["buckets"]) for group in self.groups)

    def _facet(self, group: FacetGroup, buckets: Any) -> Facet:
        if isinstance(buckets, list):
            counted = Counter[str]()
            for bucket in buckets:
                counted[self.spelt.get(bucket["key"], bucket["key"])] += bucket["doc_count"]
            buckets = {value: {"doc_count": count} for value, count in counted.items()}
        counts = [buckets.get(one.value, {"doc_count": 0})["doc_count"] for one in group.values]
        return group.facet(counts, self.chosen.selected[group.name])


def narrowed(query: Query, asked: Clauses, opened: OpenGeneration) -> Narrowed:
    """The filters of a query and those of its text, and the counts of every group."""
    typed = facets.asked_for(asked)
    categories = opened.categories
    named = facets.categories(set(categories.values()), derived=opened.derived)
    category = SingleField(named, "category", categories)
    selected = facets.selections(query)
    selected["category"] = category.group.as_spelt(query.category)
    chosen = Chosen.of(selected, typed)
    ways = _ways(asked)
    liked = {one.value: one.value for one in facets.ENVIRONMENT.values}
    environment = SingleField(facets.ENVIRONMENT, "cells.environment", liked)
    groups: tuple[QueryGroups, ...] = (ways, _qualifications(query.role), environment, category)
    whole = [] if ways.allowed is None else [ways.everything()]
    whole += _given(each.filter(typed) for each in groups)
    filters = [each.filter(chosen.effective) for each in groups]
    found: dict[str, Any] = {}
    order = []
    for place, each in enumerate(groups):
        among = [*whole, *_given(filters[:place] + filters[place + 1 :])]
        for group, values in each.values(chosen):
            order.append(group)
            found[group.name] = {"filter": both(among), "aggs": {"values": _counted(group, values)}}
    return Narrowed(both([*whole, *_given(filters)]), found, order, chosen, categories)


def _counted(group: FacetGroup, values: Mapping[str, JsonObject]) -> JsonObject:
    if group.name == "category":
        return {"terms": {"field": "category", "size": CATEGORIES}}
    return {"filters": {"filters": values}}


def _given(filters: Iterable[JsonObject | None]) -> list[JsonObject]:
    return [one for one in filters if one is not None]


def _ways(asked: Clauses) -> PairedFields:
    """Routes, and what you have; a way in counts if it goes without what the question does not want."""
    kinds, routes = asked.without_qualification, asked.without_route
    allowed = None
    if kinds or routes:
        known = [one.value for one in facets.QUALIFICATIONS.values if one.value in kinds]
        allowed = {route.value: _free(route.value, known) for route in Route if route not in routes}
    return PairedFields(facets.ROUTE, facets.HAVE, "cells.routes", "cells.starts", _up_to, allowed)


def _free(route: str, kinds: Sequence[str]) -> list[JsonObject]:
    """The conditions under which a way in by a route is known to go without some kinds."""
    if kinds:
        return [{"term": {"cells.free": f"{kind}.{route}"}} for kind in kinds]
    starts = [f"{route}.{one.value}" for one in facets.HAVE.values]
    return [{"terms": {"cells.starts": starts}}]


def _qualifications(role: RoleChoice) -> PairedFields:
    fields = (f"cells.kinds.{role.value}", f"cells.levels.{role.value}")
    return PairedFields(facets.QUALIFICATIONS, facets.LEVEL, *fields, _itself)


def _up_to(have: str) -> Iterable[str]:
    """The levels that begin a way in for somebody who has this one."""
    return (one.value for one in facets.HAVE.values if int(one.value) <= int(have))


def _itself(level: str) -> Iterable[str]:
    return (level,)


def library_facets(opened: OpenGeneration) -> tuple[Facet, ...]:
    """The facets of a whole generation, with their counts."""
    narrow = narrowed(Query(), Clauses(""), opened)
    body = {"query": visible(opened.served.number), "size": 0, "aggs": narrow.aggregations}
    (found,) = opened.client.search(opened.index, [body])
    return narrow.facets(found["aggregations"])

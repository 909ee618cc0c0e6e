"""The sort orders of a list that a page offers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from indexer.query import Query, Sort
from indexer.results import Entry, Hit
from indexer.rules.paying import orders
from service.view.facts import order_note

SORTS = (
    (Sort.RELEVANCE, "Relevance"),
    (Sort.TITLE, "A to Z"),
    (Sort.UPDATED, "Last updated"),
    (Sort.PAY, "Pay"),
)


class Order(NamedTuple):
    """A sort order to offer, and whether the list is in it."""

    label: str
    sort: Sort
    current: bool


class OfferedOrders(NamedTuple):
    """The sort orders that mean something in a library."""

    orders: Sequence[Sort]

    @classmethod
    def of(cls, catalogue: Iterable[Entry]) -> OfferedOrders:
        """Those of a library with this catalogue."""
        return cls(orders(catalogue))

    def applied(self, query: Query) -> Query:
        """A query in an order that means something."""
        return query if query.sort in self.orders else replace(query, sort=Sort.RELEVANCE)

    def note(self, query: Query, hits: Sequence[Hit]) -> str:
        """What to say above a list in the order that a query asks for."""
        return order_note(query.sort, self.orders, hits)


def sorts(query: Query, offered: OfferedOrders) -> list[Order]:
    """The sort orders to offer of those that mean something; a query without words has no relevance."""
    usual = query.sort if query.text or query.sort is not Sort.RELEVANCE else Sort.TITLE
    named = [each for each in SORTS if each[0] in offered.orders]
    shown = [each for each in named if query.text or each[0] is not Sort.RELEVANCE]
    return [Order(label, sort, sort is usual) for sort, label in shown]

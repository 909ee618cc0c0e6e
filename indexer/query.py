"""A query as an engine takes it: words, filters, sort order and page."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from indexer.ways import Route


class Sort(StrEnum):
    """Sort orders of a list."""

    RELEVANCE = "relevance"
    TITLE = "title"
    UPDATED = "updated"
    PAY = "pay"


class RoleChoice(StrEnum):
    """Which mentions of a qualification count: `any` on the way in, or `direct` only."""

    ANY = "any"
    DIRECT = "direct"


class Query(msgspec.Struct, frozen=True):
    """A query. Values within a filter are alternatives; all filters must match.

    `route` and `have` are about the same way in, which you can start with a level of `have` or less;
    `qualification` and `level` are about the same qualification. `exact` means no spelling correction, and
    only profiles with all the words; `literal` means that the text is words and nothing else. Neither is
    understood. Pages count from 1.

    >>> query = Query(text="stock control", qualification=("hnd", "hnc"), level=(5,))
    >>> query.page, query.page_size
    (1, 10)
    """

    text: str = ""
    route: tuple[Route, ...] = ()
    have: int | None = None
    qualification: tuple[str, ...] = ()
    level: tuple[int, ...] = ()
    environment: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    role: RoleChoice = RoleChoice.ANY
    sort: Sort = Sort.RELEVANCE
    exact: bool = False
    literal: bool = False
    page: int = 1
    page_size: int = 10

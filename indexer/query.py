"""What an engine is asked: one question with its filters, its order and its page."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from indexer.ways import Route


class Sort(StrEnum):
    """The orders a list can have."""

    RELEVANCE = "relevance"
    TITLE = "title"
    UPDATED = "updated"


class RoleChoice(StrEnum):
    """Which mentions of a qualification count: all on the way in, or direct ways in alone."""

    ANY = "any"
    DIRECT = "direct"


class Query(msgspec.Struct, frozen=True):
    """One question. Values within a filter are alternatives, filters add up.

    `route` and `have` speak of the same way in, which can be begun with a level of `have` or less;
    `qualification` and `level` speak of the same qualification. `exact` means no spelling correction, and
    only profiles with all the words; `literal` means that the text is words and nothing else. Neither is
    understood. Pages count from 1.
    """

    text: str = ""
    route: tuple[Route, ...] = ()
    have: int | None = None
    qualification: tuple[str, ...] = ()
    level: tuple[int, ...] = ()
    category: tuple[str, ...] = ()
    role: RoleChoice = RoleChoice.ANY
    sort: Sort = Sort.RELEVANCE
    exact: bool = False
    literal: bool = False
    page: int = 1
    page_size: int = 10

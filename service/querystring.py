"""URLs to queries and back: query strings, page links and profile addresses."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import quote, urlencode

import msgspec
from msgspec import Meta

from indexer.engine import Searcher
from indexer.environment import VALUES
from indexer.qualification import TAXONOMY
from indexer.query import Query, RoleChoice, Sort
from indexer.rules.paying import orders
from indexer.ways import Route
from service.parameters import Pairs, ParameterError, parameters_from, written

REACH = 10_000
"""The last hit that pages reach: page times page size."""

LONGEST_TEXT = 500
"""The most characters of a query that are read."""


MOST_VALUES = 20
"""The most values of one filter."""

if TYPE_CHECKING:
    Slug = str
    Liked = str
else:
    Liked = Literal[tuple(each.name for each in VALUES)]
    Slug = Literal[tuple(each.slug for each in TAXONOMY)]


class SearchParameters(msgspec.Struct, frozen=True):
    """The parameters of a search, named as the fields of Query, except for `q`."""

    text: Annotated[
        str, Meta(max_length=LONGEST_TEXT, description="The words to search for; empty lists everything.")
    ] = msgspec.field(name="q", default="")
    route: Annotated[
        tuple[Annotated[Route, Meta(description="A way in by which you can start.")], ...],
        Meta(max_length=MOST_VALUES),
    ] = ()
    have: (
        Annotated[
            int,
            Meta(
                ge=0,
                le=8,
                description="The level you have: keeps the ways in that you can start with it or less.",
            ),
        ]
        | None
    ) = None
    qualification: Annotated[
        tuple[Annotated[Slug, Meta(description="A qualification's slug.")], ...], Meta(max_length=MOST_VALUES)
    ] = ()
    level: Annotated[
        tuple[Annotated[int, Meta(ge=1, le=8, description="An RQF level.")], ...],
        Meta(max_length=MOST_VALUES),
    ] = ()
    environment: Annotated[
        tuple[Annotated[Liked, Meta(description="What the work is like.")], ...], Meta(max_length=MOST_VALUES)
    ] = ()
    category: Annotated[
        tuple[Annotated[str, Meta(max_length=100, description="A category, spelt as in the library.")], ...],
        Meta(max_length=MOST_VALUES),
    ] = ()
    role: RoleChoice = RoleChoice.ANY
    sort: Sort = Sort.RELEVANCE
    exact: Annotated[
        bool, Meta(description="1: no spelling correction, and only profiles that match all the words.")
    ] = False
    literal: Annotated[
        bool, Meta(description="1: search for the words only; none of the text is understood as a filter.")
    ] = False
    page: Annotated[int, Meta(ge=1, le=REACH, description="The page, from 1.")] = 1
    page_size: Annotated[int, Meta(ge=1, le=50, description="Hits per page.")] = 10


class PageLink(msgspec.Struct, frozen=True):
    """A link to a page of results."""

    number: int
    query: str
    current: bool


class PageLinks(msgspec.Struct, frozen=True):
    """Links from a page of results; None in `numbers` is a gap.

    Beyond the last page, `previous` is the last page.
    """

    previous: str | None
    next: str | None
    numbers: tuple[PageLink | None, ...]


def query_from(pairs: Pairs, *, strict: bool) -> Query:
    """The query of a URL, from its pairs of names and values.

    If strict, raises ParameterError with every unknown parameter and every value out of range;
    otherwise leaves these out and cuts a long text.
    """
    if not strict:
        pairs = [(name, value[:LONGEST_TEXT] if name == "q" else value) for name, value in pairs]
    query = _query_of(parameters_from(pairs, SearchParameters, strict=strict))
    if query.page * query.page_size <= REACH:
        return query
    if strict:
        raise ParameterError({"page": f"page times page_size may be at most {REACH:,}"})
    return msgspec.structs.replace(query, page=1)


def _query_of(read: SearchParameters) -> Query:
    """The canonical query: single spaces in the text, sorted values in each filter."""
    values: dict[str, Any] = {
        name: tuple(sorted(value)) if isinstance(value, tuple) else value
        for name, value in msgspec.structs.asdict(read).items()
    }
    return Query(**{**values, "text": " ".join(read.text.split())})


def refuse_order(query: Query, searcher: Searcher) -> None:
    """Raise ParameterError if a query is to be sorted by what no profile of its library gives."""
    if query.sort is not Sort.PAY:  # every library has the other orders, so its catalogue is not needed
        return
    offered = orders(searcher.catalogue())
    if query.sort not in offered:
        others = ", ".join(offered)
        raise ParameterError({"sort": f"no profile here says what the job pays; use one of {others}"})


def query_string(query: Query, **changes: Any) -> str:
    """The canonical query string, without defaults.

    Any change but one of the page leads to page 1.
    """
    if changes:
        changes = {"page": 1, **changes}
    return written(msgspec.structs.replace(query, **changes), SearchParameters)


def toggled(query: Query, facet: str, value: str) -> Query:
    """The query with a facet's value switched on or off, on page 1."""
    if facet == "have":
        return msgspec.structs.replace(query, have=None if query.have == int(value) else int(value), page=1)
    item = int(value) if facet == "level" else value
    chosen = set(getattr(query, facet)) ^ {item}
    return msgspec.structs.replace(query, **{facet: tuple(sorted(chosen)), "page": 1})


def adjacent_pages(query: Query, pages: int) -> tuple[str | None, str | None]:
    """The query strings of the pages before and after this one, if they are within REACH."""
    last = min(pages, REACH // query.page_size)
    before = min(query.page - 1, last)
    return (
        query_string(query, page=before) if before > 0 else None,
        query_string(query, page=query.page + 1) if query.page < last else None,
    )


def page_links(query: Query, pages: int) -> PageLinks:
    """Links to the first page, the pages around this one, and the last within REACH."""
    last = min(pages, REACH // query.page_size)
    near = range(max(1, query.page - 2), min(last, query.page + 2) + 1)
    wanted = sorted({1, *near, last}) if last > 0 else []
    numbers: list[PageLink | None] = []
    for number in wanted:
        if numbers and number > wanted[wanted.index(number) - 1] + 1:
            numbers.append(None)
        numbers.append(PageLink(number, query_string(query, page=number), number == query.page))
    previous, following = adjacent_pages(query, pages)
    return PageLinks(previous=previous, next=following, numbers=tuple(numbers))


def profile_address(profile_id: str, *, text: str = "", anchor: str = "") -> str:
    """A profile's path, with the words to mark and the section to show."""
    section = f"#{anchor}" if anchor else ""
    return f"/profiles/{_quoted(profile_id)}{_words(text)}{section}"


_quoted = lru_cache(maxsize=4096)(quote)


@lru_cache(maxsize=256)
def _words(text: str) -> str:
    return f"?{urlencode({'q': text})}" if text else ""

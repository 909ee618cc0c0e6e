"""A URL's query string as a Query, and a Query as the links that lead on from it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import quote, urlencode

import msgspec
from msgspec import Meta

from indexer.qualification import TAXONOMY
from indexer.query import Query, RoleChoice, Sort
from indexer.ways import Route
from service.parameters import Pairs, ParameterError, parameters_from, written

REACH = 10_000
"""How deep pages go: page times page size."""

LONGEST_TEXT = 500
"""How many characters of a question are read."""


MOST_VALUES = 20
"""How many values of one filter are read."""

if TYPE_CHECKING:
    Slug = str
else:
    Slug = Literal[tuple(each.slug for each in TAXONOMY)]


class SearchParameters(msgspec.Struct, frozen=True):
    """The parameters of a search, named as in Query but for `q`."""

    text: Annotated[
        str, Meta(max_length=LONGEST_TEXT, description="The words to look for; empty lists everything.")
    ] = msgspec.field(name="q", default="")
    route: Annotated[
        tuple[Annotated[Route, Meta(description="A route by which one can begin.")], ...],
        Meta(max_length=MOST_VALUES),
    ] = ()
    have: (
        Annotated[
            int,
            Meta(ge=0, le=8, description="The level one has: a way in can be begun with it, or with less."),
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
    category: Annotated[
        tuple[Annotated[str, Meta(max_length=100, description="A category, as the library writes it.")], ...],
        Meta(max_length=MOST_VALUES),
    ] = ()
    role: RoleChoice = RoleChoice.ANY
    sort: Sort = Sort.RELEVANCE
    exact: Annotated[
        bool, Meta(description="1: no spelling correction, and only profiles with all the words.")
    ] = False
    literal: Annotated[
        bool, Meta(description="1: the text is words to search; none of it is understood as a filter.")
    ] = False
    page: Annotated[int, Meta(ge=1, le=REACH, description="Counts from 1.")] = 1
    page_size: Annotated[int, Meta(ge=1, le=50, description="Hits on a page.")] = 10


class PageLink(msgspec.Struct, frozen=True):
    """A page of results by its number and its query string."""

    number: int
    query: str
    current: bool


class PageLinks(msgspec.Struct, frozen=True):
    """The ways on from a page of results; None among `numbers` is a gap.

    Beyond the last page, `previous` is the last that there is.
    """

    previous: str | None
    next: str | None
    numbers: tuple[PageLink | None, ...]


def query_from(pairs: Pairs, *, strict: bool) -> Query:
    """The question that a URL asks, from its name and value pairs (`request.query_params.multi_items()`).

    Strict raises ParameterError that names every unknown parameter and every value out of range;
    otherwise these are left out and a long text is cut.
    """
    if not strict:
        pairs = [(name, value[:LONGEST_TEXT] if name == "q" else value) for name, value in pairs]
    query = _query_of(parameters_from(pairs, SearchParameters, strict=strict))
    if query.page * query.page_size <= REACH:
        return query
    if strict:
        raise ParameterError({"page": f"page times page_size goes up to {REACH:,}"})
    return msgspec.structs.replace(query, page=1)


def _query_of(read: SearchParameters) -> Query:
    """The query without what means nothing: space in the text, the order of a filter's values."""
    values: dict[str, Any] = {
        name: tuple(sorted(value)) if isinstance(value, tuple) else value
        for name, value in msgspec.structs.asdict(read).items()
    }
    return Query(**{**values, "text": " ".join(read.text.split())})


def query_string(query: Query, **changes: Any) -> str:
    """The canonical query string, defaults left out; a change of anything but the page leads to page 1."""
    if changes:
        changes = {"page": 1, **changes}
    return written(msgspec.structs.replace(query, **changes), SearchParameters)


def toggled(query: Query, facet: str, value: str) -> Query:
    """The query with a facet's value selected where it is not, and taken away where it is; on page 1."""
    if facet == "have":
        return msgspec.structs.replace(query, have=None if query.have == int(value) else int(value), page=1)
    item = int(value) if facet == "level" else value
    chosen = set(getattr(query, facet)) ^ {item}
    return msgspec.structs.replace(query, **{facet: tuple(sorted(chosen)), "page": 1})


def page_links(query: Query, pages: int) -> PageLinks:
    """Links to the pages around this one, to the first and to the last that can be reached."""
    last = min(pages, REACH // query.page_size)
    near = range(max(1, query.page - 2), min(last, query.page + 2) + 1)
    wanted = sorted({1, *near, last}) if last > 0 else []
    numbers: list[PageLink | None] = []
    for number in wanted:
        if numbers and number > wanted[wanted.index(number) - 1] + 1:
            numbers.append(None)
        numbers.append(PageLink(number, query_string(query, page=number), number == query.page))
    before = min(query.page - 1, last)
    return PageLinks(
        previous=query_string(query, page=before) if before > 0 else None,
        next=query_string(query, page=query.page + 1) if query.page < last else None,
        numbers=tuple(numbers),
    )


def profile_address(profile_id: str, *, text: str = "", anchor: str = "") -> str:
    """A profile's address from the site's root, with the words to mark and the section to show."""
    section = f"#{anchor}" if anchor else ""
    return f"/profiles/{_quoted(profile_id)}{_words(text)}{section}"


_quoted = lru_cache(maxsize=4096)(quote)


@lru_cache(maxsize=256)
def _words(text: str) -> str:
    return f"?{urlencode({'q': text})}" if text else ""

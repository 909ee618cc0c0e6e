"""Wider searches, offered if a list is empty or short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl

from msgspec.structs import replace

from indexer.engine import Searcher
from indexer.query import Query, RoleChoice
from indexer.results import Results
from indexer.rules.facets import selections
from service.pages.site import Site
from service.querystring import query_from
from service.view.filters import Active
from service.view.overview.chips import Chip
from service.view.reading import quoted, shortened

MARKS = re.compile(r'["“”„«»]|(?<!\S)[-−](?=\S)')
"""Quotation marks and leading minus signs: the marks of phrases and exclusions."""

PUNCTUATION = ".,;:!?()'’"
"""The signs that may be next to a word in a query."""

NARROW = 2
"""A list of no more results than this offers wider ones."""

MOST_COUNTED = 8
"""How many filters are counted without: each takes a search."""


class Way(NamedTuple):
    """A wider search, and how many profiles it finds."""

    label: str
    address: str
    total: int


def wider_searches(
    searcher: Searcher, site: Site, query: Query, results: Results, removable: Sequence[Active | Chip]
) -> list[Way]:
    """Searches that find more than a narrow list has; first those without one of its filters or chips."""
    if results.total > NARROW:
        return []
    wider: dict[Query, str] = {}
    for label, each in _wider(query, removable, results):
        wider.setdefault(replace(each, page=1), label)
    ways = (
        Way(label, site.search(each), searcher.search(replace(each, page_size=1)).total)
        for each, label in wider.items()
    )
    return [way for way in ways if way.total > results.total]


def _wider(query: Query, removable: Sequence[Active | Chip], results: Results) -> Iterator[tuple[str, Query]]:
    yield from _without_one(query, removable[:MOST_COUNTED])
    if not results.total:
        yield from _without_unknown(query, results.query.unmatched)
        yield from _without_all(query, removable)


def _without_unknown(query: Query, unmatched: Sequence[str]) -> Iterator[tuple[str, Query]]:
    """Without the words that no profile has: the rest of the question may find much."""
    unknown = {word.casefold() for word in unmatched}
    left = " ".join(word for word in query.text.split() if word.strip(PUNCTUATION).casefold() not in unknown)
    if left and left != query.text:
        yield f"Remove {quoted(unmatched)}", replace(query, text=left)


def _without_one(query: Query, removable: Sequence[Active | Chip]) -> Iterator[tuple[str, Query]]:
    for each in removable:
        if isinstance(each, Chip):
            yield f"Remove “{each.label}”", replace(query, text=each.without_it)
        else:
            yield f"Remove “{each.label}”", query_from(parse_qsl(each.without), strict=False)


def _without_all(query: Query, removable: Sequence[Active | Chip]) -> Iterator[tuple[str, Query]]:
    if any(selections(query).values()) or query.role is RoleChoice.DIRECT:
        label = f"“{shortened(query.text)}” without filters" if query.text else "All jobs"
        yield label, Query(text=query.text, exact=query.exact, literal=query.literal)
    if query.exact:
        yield "Include other spellings and forms of the words", replace(query, exact=False)
    if any(isinstance(each, Chip) for each in removable):
        yield "Search for the words instead", replace(query, literal=True)
    words = plain_words(query.text)
    plain = " ".join(words)
    if words and plain != query.text:
        shown = shortened(plain)
        yield f"{shown}, in any order" if len(words) > 1 else shown, replace(query, text=plain)


def plain_words(text: str) -> list[str]:
    """The distinct words of a query, without quotation marks and leading minus signs."""
    words = MARKS.sub(" ", text).split()
    return list({word.casefold(): word for word in reversed(words)}.values())[::-1]

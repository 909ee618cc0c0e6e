"""Sentences above a list: the number of results, and notes on the query."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.language.question import MAX_LENGTH, unread
from indexer.language.stems import stem
from indexer.query import Query
from indexer.results import Reading, Results
from indexer.rules.facets import selections
from service.view.hits.reasons import is_another_word
from service.view.words import jobs

FITTING = 80
"""The most characters of a visitor's text that a sentence repeats."""

CAREER = re.compile(
    r"(career|job|occupation|profession|vacanc|role|position|employment|work)\w*", re.IGNORECASE
)
"""A word that every profile is about."""


def notes(results: Results, query: Query) -> tuple[str, ...]:
    """Notes on words that were left out, not found or optional."""
    reading = results.query
    notes = (
        _unread(reading),
        *_ignored(reading),
        _signs(reading, query),
        _unmatched(reading),
        _also_searched(results),
        _relaxed(results, query),
    )
    return tuple(note for note in notes if note)


def heading(results: Results) -> str:
    """How many results there are, and for what; related jobs are counted separately."""
    reading = results.query
    searched = shortened(reading.corrected or reading.text)
    if not searched or _without_letters(reading):
        return jobs(results.total)
    query = searched if '"' in searched else f"“{searched}”"
    if not reading.similar:
        return f"{_results(results.total)} for {query}"
    related = f"{reading.similar:,} related {'job' if reading.similar == 1 else 'jobs'}"
    found = results.total - reading.similar
    return f"{_results(found)} for {query}, {'and' if found else 'but'} {related}"


def shortened(text: str) -> str:
    """The text cut to the length of a heading; the search box has all of it."""
    return text if len(text) <= FITTING else text[:FITTING].rstrip() + "…"


def quoted(words: Sequence[str], last: str = "and") -> str:
    """The words in quotes, the last joined by "and" or another word."""
    marked = [f"“{shortened(word)}”" for word in words]
    return f" {last} ".join([", ".join(marked[:-1]), marked[-1]] if len(marked) > 1 else marked)


def _results(count: int) -> str:
    return f"{count:,} {'result' if count == 1 else 'results'}" if count else "No results"


def _unread(reading: Reading) -> str | None:
    beyond = unread(reading.text)
    if not beyond:
        return None
    words = len(reading.text.rstrip().removesuffix(beyond).split())
    searched = f"{words} words" if words > 1 else f"{MAX_LENGTH} characters"
    return f"That was too long, so we searched for the first {searched}."


def _ignored(reading: Reading) -> Iterator[str]:
    """Words about careers in general, with the reason, and other words."""
    beyond = unread(reading.text)
    words = [word for word in reading.ignored if _has_letters(word) and word != beyond]
    general = [word for word in words if CAREER.fullmatch(word)]
    if general:
        yield f"We left out {quoted(general)}, because every profile is about a career."
    if others := [word for word in words if word not in general]:
        yield f"We left out {quoted(others)}."


def _signs(reading: Reading, query: Query) -> str | None:
    """A query of signs alone lists everything that the filters leave."""
    signs = _without_letters(reading)
    if not signs:
        return None
    listed = "all the profiles that match your filters" if _is_filtered(query) else "all the profiles"
    return f"We can't search for {quoted(signs, 'or')}. Here are {listed}."


def _without_letters(reading: Reading) -> list[str]:
    return [word for word in reading.ignored if not _has_letters(word)]


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))


def _unmatched(reading: Reading) -> str | None:
    return f"No profile mentions {quoted(reading.unmatched, 'or')}." if reading.unmatched else None


def _also_searched(results: Results) -> str | None:
    """The other words that found the hits of this page, each in its shortest form."""
    matches = (match for hit in results.hits for match in hit.matched)
    others: dict[tuple[str, ...], str] = {}
    for other in (match.read_as for match in matches if is_another_word(match)):
        stems = tuple(map(stem, other.split()))
        others[stems] = min(others.get(stems, other), other, key=len)
    return f"Also searched for {quoted(tuple(others.values()))}." if others else None


def _relaxed(results: Results, query: Query) -> str | None:
    """How many profiles match all the words, which is only known before filters."""
    reading = results.query
    if not reading.relaxed or not results.total:
        return None
    if _is_filtered(query):
        return "Some of these match only some of your words."
    if results.total - reading.similar <= reading.with_all_words:
        return None
    if not reading.with_all_words:
        return "No profile matches all your words. These match some of them."
    match = "profile matches" if reading.with_all_words == 1 else "profiles match"
    return f"{reading.with_all_words:,} {match} all your words. The rest match some of them."


def _is_filtered(query: Query) -> bool:
    return any(selections(query).values())

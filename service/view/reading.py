"""What an answer says of the words it was asked with, as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.language.question import MAX_LENGTH, MAX_WORDS, unread
from indexer.query import Query
from indexer.results import Reading, Results
from indexer.rules.facets import selections
from service.view.words import profiles

FITTING = 80
"""How many characters of what was typed are repeated at a time."""


def notes(results: Results, query: Query) -> tuple[str, ...]:
    """What was set aside, found nowhere or let go; nothing where every word was simply found."""
    reading = results.query
    said = (
        _unread(reading),
        _ignored(reading),
        _signs(reading),
        _unmatched(reading),
        _relaxed(results, query),
    )
    return tuple(note for note in said if note)


def heading(results: Results, query: Query) -> str:
    """How many profiles there are, for what; those that have none of the words are counted by themselves."""
    similar = results.query.similar
    count = profiles(results.total - similar) if results.total > similar else "No profiles"
    searched = shortened(results.query.corrected or query.text)
    if not searched or _signs(results.query):
        return count
    asked = searched if '"' in searched else f"“{searched}”"
    if not similar:
        return f"{count} for {asked}"
    if similar == results.total:
        return f"{profiles(similar)} like those for {asked}"
    return f"{count} for {asked} and {similar} like {'it' if results.total - similar == 1 else 'them'}"


def shortened(text: str) -> str:
    """A text that fits into a heading; the search box has all of it."""
    return text if len(text) <= FITTING else text[:FITTING].rstrip() + "…"


def quoted(words: Sequence[str], last: str = "and") -> str:
    """The words in quotes, the last joined by "and" or another word."""
    marked = [f"“{shortened(word)}”" for word in words]
    return f" {last} ".join([", ".join(marked[:-1]), marked[-1]] if len(marked) > 1 else marked)


def _unread(reading: Reading) -> str | None:
    if not unread(reading.text):
        return None
    return f"Only the beginning was read: {MAX_WORDS} words or {MAX_LENGTH} characters at most."


def _ignored(reading: Reading) -> str | None:
    words = [word for word in reading.ignored if _has_letters(word) and word != unread(reading.text)]
    if not words:
        return None
    fits = "it fits" if len(words) == 1 else "they fit"
    return f"Set aside: {quoted(words)}, since {fits} every profile."


def _signs(reading: Reading) -> str | None:
    """Signs are set aside only where there is nothing else, and then everything is listed."""
    signs = [word for word in reading.ignored if not _has_letters(word)]
    return f"There is no word to look for in {quoted(signs)}, so this is the whole list." if signs else None


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))


def _unmatched(reading: Reading) -> str | None:
    if not reading.unmatched:
        return None
    return f"Found nowhere in the library: {quoted(reading.unmatched)}."


def _relaxed(results: Results, query: Query) -> str | None:
    """How many have all the words is known of the list before filters, and said only of that."""
    reading = results.query
    if not reading.relaxed or not results.total:
        return None
    rest = f"{quoted(reading.relaxed)} may be missing."
    if any(selections(query).values()):
        return f"In some of these, {rest}"
    if results.total <= reading.with_all_words:
        return None
    if not reading.with_all_words:
        return f"No profile has all your words; in these, {rest}"
    has = "profile has" if reading.with_all_words == 1 else "profiles have"
    return f"{reading.with_all_words:,} {has} all your words; in the others, {rest}"

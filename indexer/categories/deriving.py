"""Derives the category of a profile from its titles."""

from __future__ import annotations

from collections import Counter

import msgspec

from indexer.categories.table import CategoryTable, Terms, shipped
from indexer.categories.titles import TitleWords, title_words
from indexer.profile import Profile


def with_category(profile: Profile, table: CategoryTable) -> Profile:
    """A profile with the category derived from its titles, if its editor wrote none."""
    if profile.category or not table.derive:
        return profile
    derived = derived_category(profile.title, profile.alternative_titles, table)
    return msgspec.structs.replace(profile, derived_category=derived) if derived else profile


def derived_category(title: str, others: tuple[str, ...] = (), table: CategoryTable | None = None) -> str:
    """The category of a job by its title, or else by most of its other titles; empty if it is uncertain.

    A title that ends with a job decides. Any other category is uncertain if the other titles say only others.

    >>> derived_category("Dental nurse"), derived_category("Ambassador of joy")
    ('Health', '')
    """
    table = table or shipped()
    words = title_words(title)
    if job := _ending(words, table.jobs, table):
        return job
    other_words = [title_words(other) for other in others]
    said = [_said(other, table) for other in other_words]
    found = (
        _anywhere(words, table)
        or _most(said)
        or _ending(words, table.otherwise, table)
        or _most([_ending(other, table.otherwise, table) for other in other_words])
    )
    return found if found in said or not any(said) else ""


def _said(words: TitleWords, table: CategoryTable) -> str:
    """The category that one title says by itself."""
    return _ending(words, table.jobs, table) or _anywhere(words, table)


def _ending(words: TitleWords, terms: Terms, table: CategoryTable) -> str:
    """The category of the longest term with which a title, or a part of it, ends."""
    runs = words.runs(table.longest)
    return next((terms[run] for end, run in runs if end in words.ends and run in terms), "")


def _anywhere(words: TitleWords, table: CategoryTable) -> str:
    """The category of a field in a title: first one before a preposition, then the longest, then the last."""
    found = [
        (end <= words.head, len(run), end, table.fields[run])
        for end, run in words.runs(table.longest)
        if run in table.fields
    ]
    return max(found)[-1] if found else ""


def _most(found: list[str]) -> str:
    """The category of two titles or more: of a third of all, and of over half of those with a category."""
    said = Counter(filter(None, found))
    ((most, count),) = said.most_common(1) or [("", 0)]
    return most if count > 1 and 2 * count > said.total() and 3 * count >= len(found) else ""

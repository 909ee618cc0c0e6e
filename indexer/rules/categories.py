"""Which category a profile is shown in: its editor's, or the derived one if the library has none.

Whether a library has any is known of a generation, not of a profile. So an index keeps both kinds, and a
generation shows derived ones or not; an update of one profile never changes what the index keeps of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from indexer.profile import Profile
from indexer.results import Entry
from indexer.rules.facets import spellings

DERIVED = "\x1f"
"""Stands before a derived category among those that an index keeps; no reader leaves it in a text."""

Categorised = TypeVar("Categorised", Profile, Entry)


def category_key(one: Profile | Entry) -> str:
    """The category of a profile as an index keeps it; empty if it has none of either kind."""
    return one.category or (DERIVED + one.derived_category if one.derived_category else "")


def shows_derived(keys: Iterable[str]) -> bool:
    """Whether derived categories are shown, by the keys of all profiles: only if no editor wrote one."""
    found = {key[:1] for key in keys if key}
    return found == {DERIVED}


def shown_names(counts: Mapping[str, int], *, derived: bool) -> dict[str, str]:
    """The category that is shown for each key of an index, with their counts; empty where none is."""
    named = {
        key: "" if key.startswith(DERIVED) and not derived else key.removeprefix(DERIVED) for key in counts
    }
    totals: dict[str, int] = {}
    for key, name in named.items():
        totals[name] = totals.get(name, 0) + counts[key]
    common = spellings(totals)
    return {key: common[name] for key, name in named.items()}


def shown_category(category: str, derived_category: str, *, derived: bool) -> str:
    """The category that is shown of a profile."""
    return category or (derived_category if derived else "")


def as_shown(one: Categorised, *, derived: bool) -> Categorised:
    """A profile or entry with the category that is shown of it."""
    category = shown_category(one.category, one.derived_category, derived=derived)
    return one if category == one.category else msgspec.structs.replace(one, category=category)

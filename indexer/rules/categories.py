"""The category to show for a profile: its editor's, or the derived one if no editor of the library wrote any.

Whether any editor did depends on all profiles of a generation. An index therefore keeps either kind for each
profile, and the generation decides whether to show derived ones: an update of one profile changes no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from indexer.profile import Profile
from indexer.results import Entry
from indexer.rules.facets import spellings

DERIVED = "\x1f"
"""The prefix of a derived category in an index; readers remove this character from all texts."""

Categorised = TypeVar("Categorised", Profile, Entry)


def category_key(one: Profile | Entry) -> str:
    """The category of a profile in an index, derived or not; empty if it has neither."""
    return one.category or (DERIVED + one.derived_category if one.derived_category else "")


def shows_derived(keys: Iterable[str]) -> bool:
    """Whether to show derived categories, by the keys of all profiles: only if no editor wrote one."""
    found = {key[:1] for key in keys if key}
    return found == {DERIVED}


def shown_names(counts: Mapping[str, int], *, derived: bool) -> dict[str, str]:
    """The category to show for each key, given the number of profiles with it; empty for none."""
    named = {
        key: "" if key.startswith(DERIVED) and not derived else key.removeprefix(DERIVED) for key in counts
    }
    totals: dict[str, int] = {}
    for key, name in named.items():
        totals[name] = totals.get(name, 0) + counts[key]
    common = spellings(totals)
    return {key: common[name] for key, name in named.items()}


def shown_category(category: str, derived_category: str, *, derived: bool) -> str:
    """The category to show for a profile."""
    return category or (derived_category if derived else "")


def as_shown(one: Categorised, *, derived: bool) -> Categorised:
    """A profile or entry with the category to show for it."""
    category = shown_category(one.category, one.derived_category, derived=derived)
    return one if category == one.category else msgspec.structs.replace(one, category=category)

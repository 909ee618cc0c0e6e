"""Misspelt other names: kept for the search, taken off what visitors are shown.

People list misspellings among a job's other names so that a search finds them. Such a name differs from the
title, or from another of the names, by one letter a word and has a word that is none: no word list has it, it
is not made of known words, and the profile's own text does not use it. A name that could be right stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec
from rapidfuzz.distance import OSA

from indexer.language.british import british
from indexer.language.english import is_english
from indexer.language.stems import stem
from indexer.profile import Profile

SHORTEST = 4
"""A shorter word may be an abbreviation that no list has."""

MOST = 200
"""So many names of a profile are compared with each other; no profile that people wrote has more."""

_WORD = re.compile(r"[^\W_]+")
_PERSON = re.compile(
    r"(?P<stem>\w{3,}?)(?:ers?|ors?|ists?|[wo]*m[ae]n|person|people|maker|keeper|worker|smith|wright|hand|master)"
)
"""What makes a name for a person of a word: valet, valeter; wire, wirewoman."""


def hide_misspellings(profile: Profile) -> Profile:
    """The profile with the misspelt ones of its alternative titles among the hidden ones, each name once."""
    if not (profile.alternative_titles or profile.hidden_titles):
        return profile
    hidden = dict.fromkeys((*profile.hidden_titles, *_misspelt(profile)))
    return msgspec.structs.replace(
        profile,
        alternative_titles=tuple(name for name in profile.alternative_titles if name not in hidden),
        hidden_titles=tuple(hidden),
    )


def _misspelt(profile: Profile) -> Iterator[str]:
    names = {name: _WORD.findall(name) for name in (profile.title, *profile.alternative_titles[:MOST])}
    used: set[str] | None = None
    for name, words in names.items():
        if name == profile.title or all(map(_may_be_right, words)):
            continue
        used = used or {word.lower() for one in profile.sections for word in _WORD.findall(one.text)}
        slips = [_slips(words, right) for right in names.values() if right != words]
        if any(found and used.isdisjoint(found) for found in slips):
            yield name


def _slips(name: list[str], right: list[str]) -> list[str]:
    """The misspelt words of a name, where they are all that it differs by from the right one."""
    if len(name) != len(right):
        return []
    pairs = [(word, other) for word, other in zip(name, right, strict=True) if _differ(word, other)]
    return [word.lower() for word, _ in pairs] if all(_is_slip(*pair) for pair in pairs) else []


def _differ(word: str, other: str) -> bool:
    return british(word.lower()) != british(other.lower())


def _is_slip(word: str, right: str) -> bool:
    """Whether a word is none, and one letter away from a word."""
    if _may_be_right(word) or not right.isalpha():
        return False
    word, right = word.lower(), right.lower()
    near = OSA.distance(word, right, score_cutoff=1) == 1 and word[1:] != right
    return near and stem(word) != stem(right) and is_english(right)


@lru_cache(maxsize=4096)
def _may_be_right(word: str) -> bool:
    """Whether a word is one, or could be: a short one, an acronym, a name for a person made of a word."""
    if len(word) < SHORTEST or word.isupper() or not word.isalpha() or is_english(word.lower()):
        return True
    made = _PERSON.fullmatch(word.lower())
    return made is not None and (is_english(made["stem"]) or is_english(made["stem"] + "e"))

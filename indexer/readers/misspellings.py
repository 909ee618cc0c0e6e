"""Misspelt alternative titles: searched but not shown.

People list misspellings among the names of a job so that searches find them. Such a name differs from the
title, or from another name, by one letter a word, and has an unknown word: one that is in no word list, is
not built from known words and is not used in the profile's text. A name that could be right stays.
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
"""The shortest word to check; a shorter one may be an abbreviation."""

MOST = 200
"""The most names of a profile that are compared with each other."""

_WORD = re.compile(r"[^\W_]+")
_PERSON = re.compile(
    r"(?P<stem>\w{3,}?)(?:ers?|ors?|ists?|[wo]*m[ae]n|person|people|maker|keeper|worker|smith|wright|hand|master)"
)
"""Endings that make a person of a word: valet, valeter; wire, wirewoman."""


def hide_misspellings(profile: Profile) -> Profile:
    """The profile with its misspelt alternative titles moved to the hidden ones."""
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
    """The misspelt words of a name, if it differs from the right one only by them."""
    if len(name) != len(right):
        return []
    pairs = [(word, other) for word, other in zip(name, right, strict=True) if _differ(word, other)]
    return [word.lower() for word, _ in pairs] if all(_is_slip(*pair) for pair in pairs) else []


def _differ(word: str, other: str) -> bool:
    return british(word.lower()) != british(other.lower())


def _is_slip(word: str, right: str) -> bool:
    """Whether a word is unknown, and one letter from a known one."""
    if _may_be_right(word) or not right.isalpha():
        return False
    word, right = word.lower(), right.lower()
    near = OSA.distance(word, right, score_cutoff=1) == 1 and word[1:] != right
    return near and stem(word) != stem(right) and is_english(right)


@lru_cache(maxsize=4096)
def _may_be_right(word: str) -> bool:
    """Whether a word is known, or could be: short words, acronyms, names of persons."""
    if len(word) < SHORTEST or word.isupper() or not word.isalpha() or is_english(word.lower()):
        return True
    made = _PERSON.fullmatch(word.lower())
    return made is not None and (is_english(made["stem"]) or is_english(made["stem"] + "e"))

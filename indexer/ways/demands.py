"""Demands: what a text asks for, and the lowest level that is enough."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

import msgspec

from indexer.qualification import Levels, Mention, Role
from indexer.qualification.clauses import FINITE_VERB, MASK, clause
from indexer.qualification.doubts.negation import is_negated
from indexer.qualification.roles import SCHOOL_LEVEL
from indexer.ways.tables import speech
from indexer.ways.values import Route

STUDY = frozenset({Route.UNIVERSITY, Route.COLLEGE, Route.APPRENTICESHIP})
"""Routes of study, on which qualifications are gained."""

HIGHER = frozenset(
    {
        "hnc",
        "hnd",
        "foundation-degree",
        "bachelors",
        "postgraduate",
        "masters",
        "doctorate",
        "associate-degree",
    }
)
"""Kinds that are gained at university, unless they are asked for."""

_APPRENTICESHIPS = frozenset({"apprenticeship", "degree-apprenticeship"})
_BEFORE, _AFTER, _NEAR = 120, 90, 70
"""How many characters around an item are searched, and how many directly before it."""

_GRADE = re.compile(
    r"\b(?:grades?|at(?: a)?)\s+(?:grades?\s+)?(?P<grade>[1-9]|[a-g])(?![\w'])"
    r"|\bpass(?:es)?\s+at\s+(?P<other>[1-9a-g])\b"
)
_CLAUSE_END = re.compile(
    r"[;\n]|,\s*(?:with|and|but|which|preferably|though)\b|\b(?:but|with|though|although)\b"
)
_TAKES_TIME = re.compile(
    r"^,?\s*(?:\([^)]*\)\s*)?(?:in\s+[\w ]{1,30}\s+)?(?:which\s+)?(?:takes|lasts|over\s+\w+\s+years|runs)\b"
    r"|^\s*(?:course|programme|program|route)\b|^,?\s*for\s+which\b"
)
_LASTING = re.compile(r"\b(?:one|two|three|four|five|six|\d)[- ]years?[- ](?:[\w-]+\s+){0,2}$")
"""How long a course takes, before its name."""

_ANOTHER_HAS = re.compile(
    r"\b(?:our|the (?:head|chief|senior)|who|his|her|my)\s+(?:[\w-]+\s+){0,3}(?:holds|has|had)\s+(?:a|an)\s*$"
)
_SUBJECT = re.compile(r"\b(?:maths|mathematics|english|welsh|science|numeracy|literacy)\s+$")
_TARGET = re.compile(
    r"\bfor\s+(?:a|an|the|your|most|some|this)\b|\bto\s+(?:do|get onto|start|join)\s+(?:a|an|the)\b"
)
_ALTERNATIVE = re.compile(
    r".*\b(or|nor)\b(?!\s+(?:above|better|higher|more|equivalent|over|so)\b)", re.DOTALL
)
_JOINED = re.compile(r"\b(?:and|plus|with|including|counting|as well as|together with)\b")


ItemKind = tuple[str, Role]
"""The slug of a mention and its role."""


class Spoken(StrEnum):
    """The role of a qualification or level in a sentence: asked for, gained, useful."""

    ASKED = "asked"
    TAKEN = "taken"
    USEFUL = "useful"
    BY_SOME = "by-some"


class Item(msgspec.Struct, frozen=True):
    """A qualification or a level at `text[start:end]`."""

    start: int
    end: int
    levels: Levels | None
    mention: Mention | None = None


class Demand(msgspec.Struct, frozen=True):
    """An item with its role in the sentence."""

    item: Item
    spoken: Spoken


def spoken_of(
    lower: str, items: Sequence[Item], start: int, end: int, route: Route | None
) -> Iterator[Demand]:
    """The role of each item in its segment `lower[start:end]`."""
    for item in items:
        before = lower[max(start, item.start - _BEFORE) : item.start]
        after = lower[item.end : min(end, item.end + _AFTER)]
        kind = (item.mention.slug, item.mention.role) if item.mention else None
        yield Demand(item, _spoken(lower[item.start : item.end], kind, before, after, route))


def graded(lower: str, mention: Mention) -> Levels | None:
    """The levels of a mention; GCSEs have those of their grades, or 1 to 2."""
    if mention.slug != "gcse" or (mention.levels and mention.levels.basis == "stated"):
        return mention.levels
    match = _GRADE.search(lower, mention.start, mention.end + 70)
    grade = match and (match["grade"] or match["other"])
    if not grade:
        return Levels(1, 2, "usual")
    high = grade in "456789abc"
    return Levels(2, 2, "stated") if high else Levels(1, 1, "stated")


def least(lower: str, items: Sequence[Item]) -> Levels | None:
    """The levels that are enough: the lowest of alternatives, the highest together."""
    groups: list[list[Item]] = []
    links = _links(lower, items)
    for item, alternative in zip(items, [True, *links], strict=True) if items else ():
        if alternative:
            groups.append([])
        groups[-1].append(item)
    known = [
        max(found, key=lambda levels: (levels.low, levels.high))
        for group in groups
        if (found := _levels(group))
    ]
    return min(known, key=lambda levels: (levels.low, levels.high), default=None)


def _levels(items: Sequence[Item]) -> list[Levels]:
    return [item.levels for item in items if item.levels]


def _links(lower: str, items: Sequence[Item]) -> list[bool]:
    """Whether each item but the first is an alternative to the one before.

    A comma counts like the next word between items.
    """
    links: list[bool] = []
    following = False
    for left, right in reversed(list(pairwise(items))):
        gap = lower[left.end : right.start]
        following = _is_alternative(
            gap,
            _rest(lower, left.end, right.end),
            following,
            lower[max(0, items[0].start - 80) : items[0].start],
        )
        links.append(following)
    return links[::-1]


def _rest(lower: str, start: int, end: int) -> str:
    """The text from the last part between two items to the end of the statement."""
    begin = max(lower.rfind(";", start, end), lower.rfind("\n", start, end))
    return re.split(r"[;.\n]", lower[begin + 1 : end + 60], maxsplit=1)[0]


def _is_alternative(gap: str, after: str, following: bool, lead: str) -> bool:
    if speech().any_of.search(lead):
        return True
    if ";" in gap or "\n" in gap:
        return (_TARGET.search(gap) or FINITE_VERB.search(after)) is not None
    if _TARGET.search(gap):
        return True
    match = _ALTERNATIVE.match(gap)
    if match:
        return _JOINED.search(gap, match.end(1)) is None
    return following if not _JOINED.search(gap) else False


@lru_cache(maxsize=2048)
def _spoken(words: str, kind: ItemKind | None, before: str, after: str, route: Route | None) -> Spoken:
    """How an item of a kind is spoken of; remembered, since a library repeats its phrases."""
    if kind and kind[0] in _APPRENTICESHIPS:
        return Spoken.TAKEN
    says = speech()
    near = after[: cut.start()] if (cut := _CLAUSE_END.search(after)) else after
    here = before[max(before.rfind(";"), before.rfind(".")) + 1 :]
    if says.useful.search(f"{here}|{near}") or _ANOTHER_HAS.search(before, max(0, len(before) - _NEAR)):
        return Spoken.USEFUL
    if says.some.search(here):
        return Spoken.BY_SOME
    if kind is None:
        return _level_asked_or_taken(words, here, near, after)
    return _asked_or_taken(kind, before, after, near, route)


def _level_asked_or_taken(level: str, before: str, near: str, after: str) -> Spoken:
    """The role of a bare level: asked for, unless it is negated or gained."""
    if is_negated(*clause(before + MASK + near, len(before), len(before) + 1), after):
        return Spoken.USEFUL
    if "level" not in level:
        return Spoken.ASKED
    if _SUBJECT.search(before):
        return Spoken.ASKED
    last = _last_verb(before[-80:])
    return Spoken.ASKED if last and last["asks"] else Spoken.TAKEN


def _last_verb(before: str) -> re.Match[str] | None:
    return next(reversed(list(speech().verbs.finditer(before))), None)


def _asked_or_taken(kind: ItemKind, before: str, after: str, near: str, route: Route | None) -> Spoken:
    says = speech()
    slug, role = kind
    if _TAKES_TIME.match(after) or _LASTING.search(before, max(0, len(before) - _NEAR)):
        return Spoken.TAKEN
    if role is Role.COURSE_ENTRY or says.asked_after.search(near):
        return Spoken.ASKED
    if route in STUDY and slug in HIGHER:
        return Spoken.TAKEN
    last = _last_verb(before)
    if last is None:
        return Spoken.ASKED if slug in SCHOOL_LEVEL else Spoken.TAKEN
    if route in STUDY and slug not in SCHOOL_LEVEL and last["asks"] and not says.strong.fullmatch(last[0]):
        return Spoken.TAKEN
    if slug in SCHOOL_LEVEL - {"t-level"} and route in STUDY:
        return Spoken.ASKED
    return Spoken.ASKED if last["asks"] else Spoken.TAKEN

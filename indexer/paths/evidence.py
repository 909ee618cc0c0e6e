"""Evidence: the direction that the words of a sentence suggest where no cue decides.

It is weaker than a cue, so that it counts only for jobs that stand where a sentence says what people become
or were, and never in a sentence that denies something.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from indexer.paths.context import ARROW, REACH, is_joined, is_subject
from indexer.paths.cues import Event
from indexer.paths.mentions import JobMention
from indexer.paths.rules import evidence, negation
from indexer.paths.values import Direction
from indexer.patterns.prefilter import END, any_of
from indexer.profile import SectionKind

IN_PROSE = frozenset(
    {SectionKind.SUMMARY, SectionKind.DESCRIPTION, SectionKind.OPPORTUNITIES, SectionKind.OTHER}
)
"""Kinds of section whose sentences may say both what people were and what they become."""

_ROLE = re.compile(
    r"\b(?:as|be|being|been|is|are|was|were|become|becoming|to|into|includ(?:e|es|ed|ing))\b|[:;(]"
)
"""What stands before a job that somebody becomes or was, or before a list of them."""

_ASSISTANT = re.compile(r"\bassistants? to\s*(?:a|an|the)?\s*$")
_COMMA = re.compile(r",|\b(?:or|and|then|even)\b")
_NO_ITEM = re.compile(
    r"\b(?:with|for|by|of|at|in|on|from|than|like|assistant|the|this|that|each|every|any|you|we|they|who)\b"
)
"""What no item of a list before a job has: what ties it to something else, or tells it from others."""

LONGEST_ITEM = 4
"""The most words of an item of a list."""

_MORE = re.compile(
    r"(?:\s\([^()]{1,40}\)|\s(?:after|with|if|at|in|for|on|once|when|by|to)\s[^,;:.]{1,50})?\s*[,;]\s*"
    r"(?:(?:or|and|then|even|later|ultimately|eventually|finally|perhaps|maybe|who knows)\b[,\s]*){0,3}"
)
"""What may stand between two items of a list."""

_LEFT = re.compile(r"\b(?:former|ex|past|old|retired)[\s-]*$")
"""What stands before the profile's own job if the sentence says what became of people."""

_WORD = re.compile(r"\w+")


def suggested(lower: str, kind: SectionKind) -> Direction | None:
    """The direction that most of the telling words of a sentence have; None if as many have the other."""
    if kind not in IN_PROSE:
        return None
    first = _anywhere().search(lower)
    if first is None or negation().search(lower) or ARROW.search(lower):
        return None
    score = sum(
        1 if evidence()[" ".join(_WORD.findall(match[0]))] is Direction.LEADS_TO else -1
        for match in _anywhere().finditer(lower, first.start())
    )
    return None if not score else Direction.LEADS_TO if score > 0 else Direction.COMES_FROM


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(word + END for word in evidence())}")


def weighed(
    lower: str,
    found: Sequence[JobMention],
    events: Sequence[Event],
    ways: Sequence[Direction | None],
    own: Sequence[bool],
    way: Direction | None,
) -> list[Direction | None]:
    """The directions of mentions, with the suggested one for those without a cue that are part of a step.

    `own` marks mentions of the profile's own job.
    """
    if way and any(_LEFT.search(lower, 0, one.start) for one, mine in zip(found, own, strict=True) if mine):
        way = Direction.LEADS_TO
    turn = min((event.start for event in events if event.direction is None), default=len(lower))
    weighed: list[Direction | None] = []
    for number, (mention, known) in enumerate(zip(found, ways, strict=True)):
        if known or mention.start > turn or _is_refused(lower, mention, events):
            weighed.append(known)
        elif number and is_joined(lower, found[number - 1], mention):
            weighed.append(None if ways[number - 1] else weighed[-1])
        elif number and weighed[-1] and _goes_on(lower, found, number):
            weighed.append(weighed[-1])
        else:
            weighed.append(way if way and not own[number] and _plays(lower, found, number, way) else None)
    return weighed


def _goes_on(lower: str, found: Sequence[JobMention], number: int) -> bool:
    """Whether a mention is the next item of a list whose items say more than their names."""
    between = _MORE.fullmatch(lower, found[number - 1].end, found[number].opens)
    return between is not None and not is_subject(lower, found, number)


def _is_refused(lower: str, mention: JobMention, events: Sequence[Event]) -> bool:
    """Whether a cue is directly before a mention: it has decided, though it gave no direction."""
    return any(
        not (event.follows or lower[event.end : mention.opens].strip())
        for event in events
        if event.end <= mention.start
    )


def _plays(lower: str, found: Sequence[JobMention], number: int, way: Direction) -> bool:
    """Whether a mention stands where a sentence says what people become or were."""
    mention = found[number]
    before = lower[max(0, mention.opens - REACH) : mention.opens]
    begin = max((match.end() for match in _ROLE.finditer(before)), default=0)
    *items, last = _COMMA.split(before[begin:])
    listed = not last.strip() and all(len(item.split()) <= LONGEST_ITEM for item in items)
    if (
        not listed
        or _NO_ITEM.search(lower, mention.opens - len(before) + begin, mention.start)
        or _ASSISTANT.search(before)
    ):
        return False
    return way is Direction.COMES_FROM or not is_subject(lower, found, number)

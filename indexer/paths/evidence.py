"""Evidence: the direction that the words of a sentence suggest where no cue decides.

It is weaker than a cue. So it counts only for jobs that the sentence names as what people become or were, and
never in a sentence that denies something.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from indexer.paths.context import ARROW, REACH
from indexer.paths.cues import Event
from indexer.paths.lists import is_joined, is_subject
from indexer.paths.mentions import JobMention
from indexer.paths.rules import negation, telling_words
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
"""Words before a job that somebody becomes or was, or before a list of such jobs."""

_ASSISTANT = re.compile(r"\bassistants? to\s*(?:a|an|the)?\s*$")
_COMMA = re.compile(r",|\b(?:or|and|then|even)\b")
_NO_ITEM = re.compile(
    r"\b(?:with|for|by|of|at|in|on|from|than|like|assistant|the|this|that|each|every|any|you|we|they|who)\b"
)
"""Words that no item of a list has before its job: they tie the job to something else, or single it out."""

LONGEST_ITEM = 4
"""The most words of an item of a list."""

_BETWEEN_ITEMS = re.compile(
    r"(?:\s\([^()]{1,40}\)|\s(?:after|with|if|at|in|for|on|once|when|by|to)\s[^,;:.]{1,50})?\s*[,;]\s*"
    r"(?:(?:or|and|then|even|later|ultimately|eventually|finally|perhaps|maybe|who knows)\b[,\s]*){0,3}"
)
"""The rest of an item after its job, and the words before the job of the next one."""

_FORMER = re.compile(r"\b(?:former|ex|past|old|retired)[\s-]*$")
"""Words before the profile's own job in a sentence about what became of people."""

_WORD = re.compile(r"\w+")


def suggested(lower: str, kind: SectionKind) -> Direction | None:
    """The direction of most telling words of a sentence; None if it has none, or as many of each."""
    if kind not in IN_PROSE:
        return None
    told = _any_telling_word().findall(lower)
    if not told or negation().search(lower) or ARROW.search(lower):
        return None
    balance = sum(
        1 if telling_words()[" ".join(_WORD.findall(words))] is Direction.LEADS_TO else -1 for words in told
    )
    if balance == 0:
        return None
    return Direction.LEADS_TO if balance > 0 else Direction.COMES_FROM


@cache
def _any_telling_word() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(word + END for word in telling_words())}")


def weighed(
    lower: str,
    found: Sequence[JobMention],
    events: Sequence[Event],
    cued: Sequence[Direction | None],
    own: Sequence[bool],
    suggestion: Direction | None,
) -> list[Direction | None]:
    """The direction of each mention: the one that a cue gave (`cued`), or else the suggestion if it counts.

    `own` marks mentions of the profile's own job.
    """
    if suggestion and _is_left(lower, found, own):
        suggestion = Direction.LEADS_TO
    turn = min((event.start for event in events if event.direction is None), default=len(lower))
    ways: list[Direction | None] = []
    for number, mention in enumerate(found):
        if cued[number] or mention.start > turn or _is_refused(lower, mention, events):
            ways.append(cued[number])
        elif number and is_joined(lower, found[number - 1], mention):
            # A cue that decided about the item before would have decided about this one.
            ways.append(None if cued[number - 1] else ways[-1])
        elif number and ways[-1] and _continues_list(lower, found, number):
            ways.append(ways[-1])
        else:
            counts = suggestion and not own[number] and _has_role(lower, found, number, suggestion)
            ways.append(suggestion if counts else None)
    return ways


def _is_left(lower: str, found: Sequence[JobMention], own: Sequence[bool]) -> bool:
    """Whether the sentence is about people who have left the profile's own job."""
    mine = (mention for mention, is_own in zip(found, own, strict=True) if is_own)
    return any(_FORMER.search(lower, 0, mention.start) for mention in mine)


def _continues_list(lower: str, found: Sequence[JobMention], number: int) -> bool:
    """Whether a mention is the next item of a list whose items say more than their names."""
    between = _BETWEEN_ITEMS.fullmatch(lower, found[number - 1].end, found[number].opens)
    return between is not None and not is_subject(lower, found, number)


def _is_refused(lower: str, mention: JobMention, events: Sequence[Event]) -> bool:
    """Whether a cue is directly before a mention: it has decided, though it gave no direction."""
    return any(
        not (event.follows or lower[event.end : mention.opens].strip())
        for event in events
        if event.end <= mention.start
    )


def _has_role(lower: str, found: Sequence[JobMention], number: int, way: Direction) -> bool:
    """Whether the sentence names a job as what people become or were."""
    mention = found[number]
    low = max(0, mention.opens - REACH)
    before = lower[low : mention.opens]
    begin = max((match.end() for match in _ROLE.finditer(before)), default=0)
    if not _is_list(before[begin:]) or _ASSISTANT.search(before):
        return False
    if _NO_ITEM.search(lower, low + begin, mention.start):
        return False
    return way is Direction.COMES_FROM or not is_subject(lower, found, number)


def _is_list(words: str) -> bool:
    """Whether the words before a job are nothing, or the other items of a list."""
    *items, last = _COMMA.split(words)
    return not last.strip() and all(len(item.split()) <= LONGEST_ITEM for item in items)

"""Context: which cue of a sentence decides about each job that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from indexer.paths.cues import Event
from indexer.paths.lists import SPEAKS, are_in_one_list, is_item, is_joined
from indexer.paths.mentions import JobMention
from indexer.paths.rules import negation
from indexer.paths.rules import words as rule_words
from indexer.paths.values import Direction

_BREAK = re.compile(r"[;!?]|\s[-–]\s")
_AUXILIARIES = re.compile(
    r"\s+(?:(?:can|could|may|might|will|often|usually|sometimes|who|then|also|have|has|want|wish|to|go|on|already|later)\s+){0,5}"
)
ARROW = re.compile(r"→|->|\s>\s|»")
"""The sign of a step in a drawn path."""

_BEFORE_STEP = re.compile(r"[^,;:.()]{1,60}")
"""The words between the subject of a step and its cue."""

_UNKNOWN_ITEM = r"(?:,?\s(?:and|or)\s[\w'-]{1,30}(?:\s[\w'-]{1,30})?|,\s[\w'-]{1,30}(?:\s[\w'-]{1,30}){0,2})"
"""An item of a list that the library does not have."""

_BEFORE_CUE = re.compile(
    rf"{_UNKNOWN_ITEM}{{0,2}}(?::\s*|,)?"
    r"(?:\s+(?:(?:\w+ly|often|too|also|always|both|all)\s+){0,2}"
    r"|,?\s+(?:who|with|from|of|in|on|at|without|between|wanting|looking|seeking)\s[^,;:.]{1,60}?,?\s+)"
)
"""The words between a job and a cue that follows it."""

_AGAIN = re.compile(
    r"\b(?:and|or|then|later|even|finally|on)(?:,[^,]{1,40},)?\s+(?:to|into|as|from)(?:\s+(?:be|being))?\s*$"
)
"""A repeated preposition in a list: "to waiter or to sommelier"."""

_INSERTION = re.compile(
    r",\s+(?:for|with|by|after|if|when|once|in|at|on|until|till|subject|depending)\s[^,]{1,50},"
)
"""A phrase between commas: "and, for a handful, cellar master"."""

_FOR = re.compile(r"\b(?:for|between|among)\b(?![^.]*\b(?:like|such as|including|as)\b)")
"""A preposition that ties a bare name to it: "for museums or auctioneers"."""

REACH = 300
"""The characters before a name in which its cue is looked for."""

_CLAUSE = re.compile(r"[,;:!?—]|\s[-–]\s|\bbut\b")
_SUBJECT = re.compile(
    r"\b(?:you|they|we|it|he|she|there)(?:'(?:ll|d|ve|re)|\s+\w+)"
    r"|\b(?:one|another|others|some|who)\s+\w+ed\b"
)


class Zone(msgspec.Struct, frozen=True):
    """The direction of a heading or label, and the offset from which it applies."""

    way: Direction | None = None
    start: int = 0


def directions(
    lower: str, found: Sequence[JobMention], cues: Sequence[Event], own: Sequence[bool], zone: Zone
) -> Iterator[Direction | None]:
    """The direction of each mention in a sentence; None if the sentence gives none.

    `own` marks mentions of the profile's own job; `zone` is that of a heading or label.
    """
    if ARROW.search(lower) and any(own):
        return _along_arrows(lower, found, own)
    ways = zip(
        _governed_before(lower, found, cues, own, zone), _governed_after(lower, found, cues), strict=True
    )
    return (before or after for before, after in ways)


def _along_arrows(lower: str, found: Sequence[JobMention], own: Sequence[bool]) -> Iterator[Direction | None]:
    """The directions in a path with arrows: before and after the profile's own job."""
    here = own.index(True)
    for number in range(len(found)):
        low, high = sorted((number, here))
        drawn = ARROW.search(lower, found[low].end, found[high].start) is not None
        yield (Direction.COMES_FROM if number < here else Direction.LEADS_TO) if drawn else None


def _governed_before(
    lower: str, found: Sequence[JobMention], cues: Sequence[Event], own: Sequence[bool], zone: Zone
) -> list[Direction | None]:
    """The direction of the cue before each mention; a list shares its first item's."""
    ways: list[Direction | None] = []
    for number, mention in enumerate(found):
        if number and is_joined(lower, found[number - 1], mention):
            ways.append(ways[-1] or (_zone_way(lower, found, number, zone) if own[number - 1] else None))
            continue
        event = _last_before(cues, mention)
        if event is None or (zone.way and ";" in lower[event.end : mention.start]):
            ways.append(_zone_way(lower, found, number, zone))
        else:
            earlier = [] if own[number] else found[:number]
            ways.append(_said_by(lower, event, mention, earlier, own[:number]))
            if own[number] and ways[-1] is Direction.LEADS_TO:
                _mark_subjects(ways, lower, event, found)
    return ways


def _zone_way(lower: str, found: Sequence[JobMention], number: int, zone: Zone) -> Direction | None:
    """The direction of the heading or label above an item of a list."""
    if not zone.way:
        return None
    return zone.way if is_item(lower, found, number, zone.start) else None


def _mark_subjects(
    ways: list[Direction | None], lower: str, event: Event, found: Sequence[JobMention]
) -> None:
    """Turn the subjects of steps to the profile's own job into COMES_FROM."""
    number = len(ways) - 2
    if number < 0 or not _BEFORE_STEP.fullmatch(lower, found[number].end, event.start):
        return
    ways[number] = Direction.COMES_FROM
    while number and are_in_one_list(lower, found[number - 1], found[number]):
        number -= 1
        ways[number] = Direction.COMES_FROM


def _said_by(
    lower: str, event: Event, mention: JobMention, earlier: Sequence[JobMention], own: Sequence[bool]
) -> Direction | None:
    if event.direction is None or event.follows or not _reaches(lower, event.end, mention):
        return None
    last = max(event.end, lower.rfind(",", event.end, mention.opens))
    if _is_negated(lower, event.start, event.end) or negation().search(lower, last, mention.opens):
        return None
    leads = event.direction is Direction.LEADS_TO
    if leads and _is_of_another(lower, event, earlier, own):
        return None
    return event.direction


def _reaches(lower: str, start: int, mention: JobMention) -> bool:
    """Whether a cue reaches a mention without another statement or a noun between."""
    if mention.opens <= start:
        return True
    gap = _INSERTION.sub(",", lower[start : mention.opens].rpartition(":")[2])
    if len(gap) > REACH or SPEAKS.search(gap) or _SUBJECT.search(gap) or _BREAK.search(gap):
        return False
    words = _AGAIN.sub("", gap).split()
    if mention.opens == mention.start and _FOR.search(gap):
        return False
    return not words or words[-1] not in rule_words().prepositions


def _is_negated(lower: str, start: int, end: int) -> bool:
    """Whether the clause of a cue is negated."""
    low = max(0, start - REACH)
    for match in _CLAUSE.finditer(lower, low, start):
        low = match.end()
    return negation().search(lower, low, end) is not None


def _is_of_another(lower: str, event: Event, earlier: Sequence[JobMention], own: Sequence[bool]) -> bool:
    """Whether the step is from another job: "nurses can become midwives"."""
    if not earlier or own[-1]:
        return False
    return _AUXILIARIES.fullmatch(lower, earlier[-1].end, event.start) is not None


def _governed_after(lower: str, found: Sequence[JobMention], cues: Sequence[Event]) -> list[Direction | None]:
    """The direction of the cue after each mention; a list shares its last item's."""
    following = [event for event in cues if event.follows and event.direction]
    ways: list[Direction | None] = [None] * len(found)
    for number in range(len(found) - 1, -1, -1):
        mention = found[number]
        if number + 1 < len(found) and is_joined(lower, mention, found[number + 1]):
            ways[number] = ways[number + 1]
        elif not _hangs(lower, mention):
            event = next((one for one in following if one.start >= mention.end), None)
            near = event and _BEFORE_CUE.fullmatch(lower, mention.end, event.start)
            if event and near and not _is_negated(lower, mention.opens, mention.opens):
                ways[number] = event.direction
    return ways


def _hangs(lower: str, mention: JobMention) -> bool:
    words = lower[max(0, mention.opens - 20) : mention.opens].split()
    return bool(words) and words[-1] in rule_words().prepositions


def _last_before(cues: Sequence[Event], mention: JobMention) -> Event | None:
    return next(
        (event for event in reversed(cues) if event.start < mention.start and event.end <= mention.end), None
    )

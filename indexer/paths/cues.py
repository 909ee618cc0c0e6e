"""Cues: where a sentence is about a step, and where it turns away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from indexer.paths.rules import CueDictionary, CueWording, PathCue, rules
from indexer.paths.values import Direction
from indexer.profile import SectionKind


class Event(msgspec.Struct, frozen=True, array_like=True):
    """A cue at `sentence[start:end]`, or a turn to something else (without a direction)."""

    start: int
    end: int
    direction: Direction | None
    follows: bool = False


def places_of_cues(lower: str, kind: SectionKind) -> list[re.Match[str]]:
    """The places at which cues may begin in a text of a kind of section."""
    return list(rules().cues[kind].place.finditer(lower))


@lru_cache(maxsize=1024)
def labelled_direction(words: str) -> Direction | None:
    """The direction of a heading, a question or words before a colon: that of its last label."""
    labels = rules().labels
    found = list(_events(words, labels, labels.place.finditer(words))) if words else []
    return found[-1].direction if found else None


def events(lower: str, kind: SectionKind) -> list[Event]:
    """The cues of a sentence in a kind of section, the longest at each place."""
    return events_at(places_of_cues(lower, kind), lower, kind)


def events_at(places: Sequence[re.Match[str]], lower: str, kind: SectionKind, shift: int = 0) -> list[Event]:
    """The cues of a sentence, given their places in a text in which the sentence begins at `shift`."""
    found: list[Event] = []
    reached = {False: 0, True: 0}
    for event in _events(lower, rules().cues[kind], places, shift):
        if event.start >= reached[event.follows] and not _is_no_cue(lower, event):
            found.append(_repeated(found, event) if _is_bare_as(lower, event) else event)
            reached[event.follows] = event.end
    return found


def _is_bare_as(lower: str, event: Event) -> bool:
    """Whether a cue is the word "as" alone."""
    return lower[event.start : event.end] == "as"


def _is_no_cue(lower: str, event: Event) -> bool:
    """Whether "as" begins the sentence and is about the reader, or gives an example ("such as")."""
    return _is_bare_as(lower, event) and lower[: event.start].strip()[-5:] in ("", " such")


def _repeated(found: Sequence[Event], event: Event) -> Event:
    """A bare "as" with the direction of the cue before it: "work as cooks and, at times, as bakers"."""
    before = next((each for each in reversed(found) if not each.follows), None)
    return msgspec.structs.replace(event, direction=before.direction) if before else event


def with_turns(lower: str, cues: Sequence[Event]) -> list[Event]:
    """The cues and turns of a sentence, in order."""
    turns = [
        turn
        for turn in _events(lower, rules().turns, rules().turns.place.finditer(lower))
        if not any(_covers(cue, turn) for cue in cues if not cue.follows)
    ]
    kept = [
        cue
        for cue in cues
        if not any(_covers(turn, cue) or (turn.start, turn.end) == (cue.start, cue.end) for turn in turns)
        and not (cue.follows and any(_covers(other, cue) for other in cues if not other.follows))
    ]
    return sorted((*turns, *kept), key=lambda event: event.start)


def _covers(event: Event, other: Event) -> bool:
    """Whether an event contains another one."""
    covers = event.start <= other.start and other.end <= event.end
    return covers and event.end - event.start > other.end - other.start


def _events(
    lower: str, dictionary: CueDictionary, places: Iterable[re.Match[str]], shift: int = 0
) -> Iterator[Event]:
    for place in places:
        if wordings := dictionary.at(place):
            yield from _longest_at(lower, place.start() - shift, wordings)


def _longest_at(lower: str, start: int, wordings: Sequence[CueWording]) -> Iterator[Event]:
    """The longest cue that follows a job at an offset, and the longest other one."""
    best: dict[bool, Event] = {}
    for wording in wordings:
        match = wording.pattern.match(lower, start)
        known = best.get(wording.follows)
        longest = match and (known is None or match.end() > known.end or _is_sure(wording, match, known))
        if match and longest and _counts(wording.cue, lower):
            way = wording.cue.direction if wording.cue else None
            best[wording.follows] = Event(start, match.end(), way, wording.follows)
    yield from (best[follows] for follows in (True, False) if follows in best)


def _is_sure(wording: CueWording, match: re.Match[str], known: Event) -> bool:
    """Whether a wording is tied to words of the sentence, so that it wins a tie."""
    return match.end() == known.end and wording.cue is not None and wording.cue.sentence is not None


def _counts(cue: PathCue | None, lower: str) -> bool:
    return cue is None or cue.sentence is None or cue.sentence.search(lower) is not None

"""Paths of a profile: the jobs that its text names as next steps, and those that people come from.

Only sentences that speak of a step are searched for names: most of a text costs one look at its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from indexer.paths.context import REACH, SPEAKS, Zone, directions, events, opens_list, with_turns
from indexer.paths.mentions import mentions
from indexer.paths.names import Names, singular, words_of
from indexer.paths.rules import rules
from indexer.paths.values import Direction, Paths, Step
from indexer.profile import Profile, Section, SectionKind
from indexer.qualification.sentences import Sentence, sentences
from indexer.qualification.taxonomy import ABOUT_OTHER_JOBS

ABOUT_THE_WORK = frozenset({SectionKind.DUTIES, SectionKind.SKILLS})
"""Kinds of section that name jobs only because one works with them."""

_LABEL = re.compile(r"([^:.;!?\n]{1,70}):")
_HEADING = re.compile(r"[^\n]{1,70}(?<![.,;:!)])")


def steps(profile: Profile, names: Names) -> tuple[Step, ...]:
    """The steps that a profile's text names, in its order, each job once for each direction."""
    own = _own(profile, names)
    found: dict[tuple[Direction, str], Step] = {}
    for number, section in enumerate(profile.sections):
        if section.kind not in ABOUT_THE_WORK and section.heading.strip().lower() not in ABOUT_OTHER_JOBS:
            for step in _in_section(section, number, names, own):
                found.setdefault((step.direction, step.profile_id), step)
    return tuple(found.values())


def paths_of(profile: Profile, names: Names) -> Paths:
    """The ids of the jobs around a profile."""
    found = steps(profile, names)
    return Paths(*(tuple(step.profile_id for step in found if step.direction is way) for way in Direction))


class _Own(msgspec.Struct, frozen=True):
    """The ids that a profile's own job has in the library, and the words of its title."""

    ids: frozenset[str]
    words: tuple[str, ...]


def _own(profile: Profile, names: Names) -> _Own:
    """What a profile is: the one of its id or, where the library has none, those named as it is titled."""
    known = profile.id in names.title_of
    ids = frozenset({profile.id}) if known else names.all_named(profile.title) | {profile.id}
    return _Own(ids, tuple(map(singular, words_of(profile.title))))


class _Zone(msgspec.Struct):
    """What has been said of what follows: by a heading or question, a label, the sentence before."""

    below: Direction | None = None
    label: Direction | None = None
    before: Direction | None = None
    paragraph: int = -1


def _in_section(section: Section, number: int, names: Names, own: _Own) -> Iterator[Step]:
    text = section.text.replace("’", "'")
    zone = _Zone(_labelled(section.heading.lower()))
    for sentence in sentences(text):
        start = _enter(zone, text, sentence)
        if start < sentence.end:
            for way, profile_id, low, high in _in_sentence(
                text, start, sentence, zone, section.kind, names, own
            ):
                yield Step(profile_id, way, section.text[low:high], number, (low, high))


def _enter(zone: _Zone, text: str, sentence: Sentence) -> int:
    """Note what a sentence says of what follows it, and answer where its own statement begins."""
    if sentence.paragraph != zone.paragraph:
        zone.paragraph, zone.label = sentence.paragraph, _labelled(sentence.lead.lower())
    body = text[sentence.start : sentence.end]
    if label := _LABEL.match(body):
        zone.label = _labelled(label[1].lower())
        return sentence.start + label.end()
    plain = body.strip()
    if plain.endswith("?") or (_HEADING.fullmatch(plain) and _stands_in_a_line(text, sentence)):
        way = _labelled(plain.lower())
        zone.below = way if way or plain.endswith("?") else zone.below
    return sentence.start


def _stands_in_a_line(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is all of a line, as a heading is."""
    return (
        text[: sentence.start].endswith(("\n", "")) and len(text[sentence.start : sentence.end].split()) <= 7
    )


def _labelled(label: str) -> Direction | None:
    """Which way a heading, a question or the words before a colon point: the way that they name last."""
    if not label:
        return None
    found = ((match.start(), way) for way, pattern in rules().labels for match in pattern.finditer(label))
    return max(found, default=(0, None))[1]


def _in_sentence(
    text: str, start: int, sentence: Sentence, zone: _Zone, kind: SectionKind, names: Names, own: _Own
) -> Iterator[tuple[Direction, str, int, int]]:
    lead = sentence.lead[-REACH:]
    body = lead + text[start : sentence.end]
    lower = body.lower() if len(body.lower()) == len(body) else body
    cues = events(lower, kind)
    said = zone.label or zone.below
    below = said or (None if SPEAKS.search(lower) else zone.before)
    zone.before = _labelled(lower)
    if not below and not cues:
        return
    edges = {edge for event in cues for edge in (event.start, event.end)}
    found = mentions(body, lower, names, edges, own.words)
    if all(mention.profile_id in own.ids for mention in found):
        return
    cues = with_turns(lower, cues)
    if not said and not opens_list(lower, len(lead), found[0]):
        below = None
    mine = [mention.profile_id in own.ids for mention in found]
    for mention, way in zip(found, directions(lower, found, cues, mine, Zone(below, len(lead))), strict=True):
        if way and mention.profile_id not in own.ids and mention.start >= len(lead):
            shift = start - len(lead)
            yield way, mention.profile_id, mention.start + shift, mention.end + shift

"""Recognition of paths: the jobs that a profile leads to and comes from.

Only sentences with a cue are searched for names, so that most of a text is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from indexer.paths.context import REACH, SPEAKS, Zone, directions, opens_list
from indexer.paths.cues import events, with_turns
from indexer.paths.mentions import mentions
from indexer.paths.names import Names, singular, words_of
from indexer.paths.rules import rules
from indexer.paths.values import Direction, Paths, Step
from indexer.profile import Profile, Section, SectionKind
from indexer.qualification.sentences import Sentence, sentences
from indexer.qualification.taxonomy import ABOUT_OTHER_JOBS

ABOUT_THE_WORK = frozenset({SectionKind.DUTIES, SectionKind.SKILLS})
"""Kinds of section that name jobs only as colleagues."""

LONGEST_SENTENCE = 1000
"""The most characters of a sentence, so that time is linear in the text."""

MOST_WORDS = 7
"""The most words of a line without a full stop that is a heading."""

_LABEL = re.compile(r"([^:.;!?\n]{1,70}):")
_HEADING = re.compile(r"[^\n]{1,70}(?<![.,;:!)])")


def steps(profile: Profile, names: Names) -> tuple[Step, ...]:
    """The steps of a profile in text order, each job once in each direction.

    >>> text = "With experience, you could become a midwife."
    >>> opportunities = Section(SectionKind.OPPORTUNITIES, "Opportunities", text)
    >>> nurse, midwife = Profile("nurse", "Nurse", (opportunities,)), Profile("midwife", "Midwife")
    >>> [(step.direction.value, step.profile_id) for step in steps(nurse, Names.of([nurse, midwife]))]
    [('leads_to', 'midwife')]
    """
    own, setting = _own_ids(profile, names), tuple(map(singular, words_of(profile.title)))
    found: dict[tuple[Direction, str], Step] = {}
    for number, section in enumerate(profile.sections):
        if section.kind not in ABOUT_THE_WORK and section.heading.strip().lower() not in ABOUT_OTHER_JOBS:
            text = section.text.replace("’", "'")
            page = _Page(text, _lower(text), section.kind, names, own, setting)
            for step in _in_section(section, number, page):
                found.setdefault((step.direction, step.profile_id), step)
    return tuple(found.values())


def paths_of(profile: Profile, names: Names) -> Paths:
    """The ids of the jobs around a profile."""
    found = steps(profile, names)
    return Paths(*(tuple(step.profile_id for step in found if step.direction is way) for way in Direction))


class _Page(msgspec.Struct, frozen=True):
    """A section to read, with the ids and title words of its profile.

    `lower` is the text in small letters, of the same length.
    """

    text: str
    lower: str
    kind: SectionKind
    names: Names
    own: frozenset[str]
    setting: tuple[str, ...]


class _Statement(msgspec.Struct, frozen=True):
    """A sentence without its label, and its introduction.

    `said` is the direction of a heading, question or label; `before` is the sentence before.
    """

    start: int
    end: int
    lead: str
    said: Direction | None
    before: str


def _own_ids(profile: Profile, names: Names) -> frozenset[str]:
    """The profile's own id or, if the library does not have it, those of its name."""
    known = profile.id in names.title_of
    return frozenset({profile.id}) if known else names.all_named(profile.title) | {profile.id}


def _in_section(section: Section, number: int, page: _Page) -> Iterator[Step]:
    for statement in _statements(page, _pointed(section.heading.lower())):
        for way, profile_id, low, high in _in_statement(page, statement):
            yield Step(profile_id, way, section.text[low:high], number, (low, high))


def _statements(page: _Page, below: Direction | None) -> Iterator[_Statement]:
    """The sentences of a section, each with its direction so far, as of the heading."""
    paragraph, label, before = -1, None, ""
    for sentence in sentences(page.text):
        if sentence.paragraph != paragraph:
            paragraph, label = sentence.paragraph, _pointed(sentence.lead.lower())
        start, plain = sentence.start, page.lower[sentence.start : sentence.end].strip()
        if match := _LABEL.match(page.lower, sentence.start, sentence.end):
            label, start = _pointed(match[1]), match.end()
        elif plain.endswith("?") or _is_heading(page.text, sentence):
            below = _pointed(plain) or (None if plain.endswith("?") else below)
        for low in range(start, sentence.end, LONGEST_SENTENCE):
            high = min(sentence.end, low + LONGEST_SENTENCE)
            yield _Statement(low, high, sentence.lead, label or below, before)
        before = plain[:REACH]


def _is_heading(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is a short line without a full stop."""
    at_margin = sentence.start == 0 or text[sentence.start - 1] == "\n"
    line = text[sentence.start : min(sentence.end, sentence.start + REACH)].strip()
    return at_margin and len(line.split()) <= MOST_WORDS and _HEADING.fullmatch(line) is not None


def _pointed(words: str) -> Direction | None:
    """The direction of a heading, a question or words before a colon; the last wins."""
    if not words:
        return None
    found = ((match.start(), way) for way, pattern in rules().labels for match in pattern.finditer(words))
    return max(found, default=(0, None))[1]


def _in_statement(page: _Page, statement: _Statement) -> Iterator[tuple[Direction, str, int, int]]:
    lead = f"{statement.lead[-REACH:].rstrip()}: " if statement.lead else ""
    body = lead + page.text[statement.start : statement.end]
    lower = _lower(lead) + page.lower[statement.start : statement.end]
    cues = events(lower, page.kind)
    hinted = None if statement.said or SPEAKS.search(lower) else _pointed(statement.before)
    if not (statement.said or hinted or cues):
        return
    edges = {edge for event in cues for edge in (event.start, event.end)}
    found = mentions(body, lower, page.names, edges, page.setting)
    own = [_is_own(page, mention.profile_id, body[mention.start : mention.end]) for mention in found]
    if all(own):
        return
    if hinted and not opens_list(lower, len(lead), found[0]):
        hinted = None
    zone = Zone(statement.said or hinted, len(lead))
    ways = directions(lower, found, with_turns(lower, cues), own, zone)
    shift = statement.start - len(lead)
    for mention, mine, way in zip(found, own, ways, strict=True):
        if way and not mine and mention.start >= len(lead):
            yield way, mention.profile_id, mention.start + shift, mention.end + shift


def _is_own(page: _Page, profile_id: str, words: str) -> bool:
    """Whether a mention is the profile's own job, by id or the end of its title."""
    spelt = tuple(map(singular, words_of(words)))
    return page.setting[-len(spelt) :] == spelt or profile_id in page.own


def _lower(text: str) -> str:
    """Text in lower case, of the same length: capitals with longer small forms stay."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)

"""Statements: the sentences of a profile that may name a step, found without knowing any names.

They are found once, when a profile is indexed. Which jobs they name depends on the whole library.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from indexer.paths.context import REACH
from indexer.paths.cues import Event, events, events_at, labelled_direction, places_of_cues, with_turns
from indexer.paths.evidence import suggested
from indexer.paths.lists import SPEAKS
from indexer.paths.rules import negation, rules
from indexer.paths.values import Direction
from indexer.profile import Profile, Section, SectionKind
from indexer.qualification.recognition import lower_of
from indexer.qualification.sentences import Sentence, sentences
from indexer.qualification.taxonomy import ABOUT_OTHER_JOBS

ABOUT_THE_WORK = frozenset({SectionKind.DUTIES, SectionKind.SKILLS})
"""Kinds of section that name jobs only as colleagues."""

LONGEST_SENTENCE = 1000
"""The most characters of a sentence, so that time is linear in the text."""

MOST_WORDS = 7
"""The most words of a line without a full stop that is a heading."""

LONGEST_FRAGMENT = 60
"""The most characters of a sentence without a verb that continues the one before."""

_FRAGMENT = re.compile(
    r"(?:a|an|one|two|three|several|ex|former|retired|or|and|maybe|perhaps|even|then)\b|[\w\s-]{1,40}(?:,|\.?$)"
)
"""The beginning of a sentence without a verb: an article, a number, or the first item of a list."""

_RELATIVE = re.compile(r"\bwho\s[^,;.]*")
_ASKS = re.compile(r"\W*(?:do|does|did|must|should|need|will|is|are)\b[^?]{1,200}\?")
"""A question that states nothing: "Do I need to be an architect?"."""

_GOES_ON = re.compile(
    r"\s*(?:so\s+(?:do|does|did|have|has|are|is|were|was)"
    r"|(?:one|two|three|another|others|some|several)\s+(?:is|are|was|were)(?:\s+now)?)\b"
)
"""The beginning of a sentence that says the same about more people: "So do bakers", "One is a cook"."""

_LABEL = re.compile(r"([^:.;!?\n]{1,70}):")
_HEADING = re.compile(r"[^\n]{1,70}(?<![.,;:!)])")


class PathStatement(msgspec.Struct, frozen=True, array_like=True):
    """A sentence that may name a step, at `sections[section].text[start:end]`.

    `lead` is its introduction. `said` is the direction of a heading, a question or a label, `hinted` that of
    the sentence before, and `suggested` the one that its own words suggest. `events` and the offsets of
    `edges` count from the start of the introduction.
    """

    section: int
    start: int
    end: int
    lead: str
    said: Direction | None
    hinted: Direction | None
    events: tuple[Event, ...]
    edges: tuple[int, ...]
    suggested: Direction | None = None


def statements(profile: Profile) -> tuple[PathStatement, ...]:
    """The sentences of a profile that may name a step, in text order."""
    return tuple(
        statement
        for number, section in enumerate(profile.sections)
        if section.kind not in ABOUT_THE_WORK and section.heading.strip().lower() not in ABOUT_OTHER_JOBS
        for statement in _in_section(section, number)
    )


def straight(text: str) -> str:
    """A text with straight apostrophes, as the rules have them."""
    return text.replace("’", "'")


class _Part(msgspec.Struct, frozen=True):
    """A sentence without its label, with its introduction, direction and the sentence before.

    `opens` is the start of the label.
    """

    opens: int
    start: int
    end: int
    lead: str
    said: Direction | None
    before: str


def _in_section(section: Section, number: int) -> Iterator[PathStatement]:
    text = straight(section.text)
    lower = lower_of(text)
    places = places_of_cues(lower, section.kind)
    for part in _parts(text, lower, labelled_direction(section.heading.lower())):
        low = bisect_left(places, part.start, key=re.Match.start)
        near = places[low : bisect_left(places, part.end, low, key=re.Match.start)]
        if found := _statement(part, lower, section.kind, number, near):
            yield found


def _statement(
    part: _Part, section: str, kind: SectionKind, number: int, places: Sequence[re.Match[str]]
) -> PathStatement | None:
    """A part as a statement, if it has a direction or a cue.

    `section` is the whole text in small letters, and `places` are where cues may begin in the part.
    """
    lead = _introduction(part.lead)
    lower = lower_of(lead) + section[part.start : part.end]
    cues = events(lower, kind) if lead else events_at(places, lower, kind, part.start)
    said = part.said or (_hinted(part.before, kind) if _GOES_ON.match(lower) else None)
    hinted = None if said else _hinted_to_list(part, lower, kind)
    guess = suggested(section[part.opens : part.end], kind) or said
    if not (said or hinted or cues or guess) or rules().closed.search(lower):
        return None
    edges = sorted({edge for event in cues for edge in (event.start, event.end)})
    turned = tuple(with_turns(lower, cues))
    return PathStatement(number, part.start, part.end, lead, said, hinted, turned, tuple(edges), guess)


@lru_cache(maxsize=256)
def _hinted(before: str, kind: SectionKind) -> Direction | None:
    """The direction that a sentence gives to the next, if that one goes on with it."""
    if way := labelled_direction(before):
        return way
    cues = [] if negation().search(before) else events(before, kind)
    return cues[-1].direction if cues else None


def _hinted_to_list(part: _Part, lower: str, kind: SectionKind) -> Direction | None:
    """The direction that the sentence before a part gives to it, if the part is a list without a verb."""
    if part.opens == part.start and _is_fragment(lower):
        return _hinted(part.before, kind)
    return labelled_direction(part.before) if part.before and SPEAKS.search(lower) is None else None


def _is_fragment(lower: str) -> bool:
    """Whether a sentence is a few words without a verb, such as "A cook.", that go on with the one before."""
    short = len(lower) <= LONGEST_FRAGMENT and _FRAGMENT.match(lower) is not None
    return short and SPEAKS.search(_RELATIVE.sub("", lower)) is None


def _introduction(lead: str) -> str:
    """The end of an introduction, as it goes before a sentence."""
    return f"{lead[-REACH:].rstrip()}: " if lead else ""


def _parts(text: str, lower: str, below: Direction | None) -> Iterator[_Part]:
    """The sentences of a section, each with its direction so far, as of the heading."""
    paragraph, label, before = -1, None, ""
    for sentence in sentences(text):
        if sentence.paragraph != paragraph:
            paragraph, label = sentence.paragraph, labelled_direction(sentence.lead.lower())
        start, plain = sentence.start, lower[sentence.start : sentence.end].strip()
        if match := _LABEL.match(lower, sentence.start, sentence.end):
            label, start = labelled_direction(match[1]), match.end()
        elif plain.endswith("?") or _is_heading(text, sentence):
            below = labelled_direction(plain) or (None if plain.endswith("?") else below)
        if asked := _ASKS.match(lower, start, sentence.end):
            start = asked.end()
        for low in range(start, sentence.end, LONGEST_SENTENCE):
            high = min(sentence.end, low + LONGEST_SENTENCE)
            yield _Part(
                sentence.start if low == start else low, low, high, sentence.lead, label or below, before
            )
        if not (before and _is_fragment(plain)):
            before = plain[:REACH]


def _is_heading(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is a short line without a full stop."""
    at_margin = sentence.start == 0 or text[sentence.start - 1] == "\n"
    line = text[sentence.start : min(sentence.end, sentence.start + REACH)].strip()
    return at_margin and len(line.split()) <= MOST_WORDS and _HEADING.fullmatch(line) is not None

"""Plain answers: what a profile itself says about what is asked of its job, quoted.

Each aspect has the sections that are about it, and cues by which a sentence of another section speaks of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.engine import Searcher
from indexer.profile import Profile, anchors
from indexer.question import Aspect
from indexer.results import Answer, AnswerProfile, AnswerWay, Snippet
from indexer.rules.aspects import RULES, AspectRule, facts_about
from indexer.rules.snippets import LENGTH, Passage, bounds, fragment
from indexer.rules.understanding import UnderstoodQuery
from indexer.sentences import SENTENCE_END
from indexer.ways import WayIn

MOST_QUOTES = 3
"""How many passages are quoted at most."""


class Quotable(NamedTuple):
    """A passage of a section that may answer, and the places of its cues; the lowest rank answers first."""

    rank: int
    section: int
    start: int
    end: int
    cues: Sequence[tuple[int, int]] = ()


def plain_answer(understood: UnderstoodQuery, searcher: Searcher) -> Answer | None:
    """What the profile of the only named job says about the aspect in question."""
    asked = understood.clauses
    profile = searcher.get(asked.jobs[0][0]) if asked.aspect and len(asked.jobs) == 1 else None
    if asked.aspect is None or profile is None:
        return None
    ways = searcher.ways(profile.id) if asked.aspect is Aspect.REQUIREMENTS else ()
    named = [*_naming(profile.id, understood.question.asked_about, searcher)]
    begun = [Quotable(0, way.section, *way.span) for way in ways if way.section is not None]
    return Answer(
        asked.aspect,
        AnswerProfile(profile.id, profile.title),
        tuple(map(_way, ways)),
        _quotes(profile, named or begun or [*_quotable(profile, RULES[asked.aspect])]),
        facts_about(asked.aspect, profile.facts),
    )


def _naming(profile_id: str, slugs: Sequence[str], searcher: Searcher) -> Iterator[Quotable]:
    """Where a profile names a qualification that is asked about."""
    for one in searcher.mentions(profile_id) if slugs else ():
        if one.mention.slug in slugs and one.section is not None:
            span = (one.mention.start, one.mention.end)
            yield Quotable(0, one.section, *span, [span])


def _quotable(profile: Profile, rule: AspectRule) -> Iterator[Quotable]:
    """The passages that speak of an aspect."""
    for number, section in enumerate(profile.sections):
        rank, about = rule.rank(section), rule.is_about(section)
        if rank is None:
            continue
        for start, end in _stretches(section.text) if about else _sentences(section.text):
            cues = [found.span() for found in rule.cue.finditer(section.text, start, end)]
            if cues or about:
                yield Quotable(2 * rank + (not cues), number, start, end, cues)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """A text cut into runs of lines that are together no longer than a passage, and longer lines."""
    first, last = 0, 0
    for found in re.finditer(r"\S[^\n]*", text):
        if last and found.end() - first > LENGTH:
            yield first, last
            last = 0
        first = first if last else found.start()
        last = found.end()
    if last:
        yield first, last


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for line in re.finditer(r"\S[^\n]*", text):
        start = line.start()
        for stop in SENTENCE_END.finditer(text, line.start(), line.end()):
            yield start, stop.start("space")
            start = stop.end()
        yield start, line.end()


def _quotes(profile: Profile, quotable: Sequence[Quotable]) -> tuple[Snippet, ...]:
    """The best passages, none within another, in the order of the profile."""
    kept: dict[tuple[int, int], Quotable] = {}
    for one in sorted(quotable, key=lambda each: (each.rank, -len(each.cues), each.section, each.start)):
        start, end = bounds(profile.sections[one.section].text, one.start, min(one.end, one.start + LENGTH))
        others = [span for span, other in kept.items() if other.section == one.section]
        if len(kept) < MOST_QUOTES and all(end <= span[0] or span[1] <= start for span in others):
            kept[start, end] = one
    names = anchors(profile.sections)
    return tuple(_snippet(profile, names, one) for one in sorted(kept.values(), key=lambda each: each[1:3]))


def _snippet(profile: Profile, names: Sequence[str], one: Quotable) -> Snippet:
    section = profile.sections[one.section]
    passage = Passage(one.section, one.start, min(one.end, one.start + LENGTH), [*one.cues])
    return Snippet(section.kind, section.heading, names[one.section], *fragment(section.text, passage))


def _way(way: WayIn) -> AnswerWay:
    start = (way.start.low, way.start.high) if way.start else None
    needs, leads_to = (tuple(dict.fromkeys(one.slug for one in each)) for each in (way.needs, way.leads_to))
    return AnswerWay(way.route, start, way.needs_experience, needs, leads_to)

"""Jobs side by side: ways in, qualifications by level, shared skills, and where you would work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer.language.words import plain_stems
from indexer.profile import Profile, summary_of
from indexer.qualification import Mention, Qualification
from indexer.question import Aspect
from indexer.rules.aspects import RULES
from indexer.sentences import SENTENCE_END
from indexer.ways import WayIn
from service.view.job.facts import FactLine, fact_lines
from service.view.ladder import Rung, ladder, placed, without_step
from service.view.ways import Card, cards, says_needs

EVERYWHERE = frozenset(
    plain_stems(
        "a an the and or of to in for with on at your you will need be able ability good excellent strong"
        " skills knowledge thinking"
    )
)
"""The stems that occur in lines about any skill."""

ALIKE = 0.6
"""The least share of common words with which two lines speak of the same skill."""

MOST_LINES = 12
"""The most skills, or lines about where you would work, of a job; its profile has them all."""


class JobFacts(NamedTuple):
    """What is read of a job before it is compared."""

    profile: Profile
    ways: Sequence[WayIn]
    mentions: Sequence[Mention]


class Side(NamedTuple):
    """A job in a comparison; `skills` has only the skills that not all the jobs share.

    `ways` are the ways in that say what you need; `silent_ways` names the others.
    """

    id: str
    title: str
    summary: str
    ways: Sequence[Card]
    silent_ways: str
    facts: Sequence[FactLine]
    rungs: Sequence[Rung]
    without_level: Sequence[Qualification]
    skills: Sequence[str]
    environment: Sequence[str]


class Comparison(NamedTuple):
    """Jobs side by side, and the skills that all of them need."""

    sides: Sequence[Side]
    shared_skills: Sequence[str]


def comparison(jobs: Sequence[JobFacts]) -> Comparison:
    """The jobs side by side, in the order in which they were asked for."""
    skills = [_lines(job.profile, Aspect.SKILLS) for job in jobs]
    shared = [line for line in skills[0] if all(_names(line, others) for others in skills[1:])]
    sides = [
        _side(job, [line for line in own if not _names(line, shared)])
        for job, own in zip(jobs, skills, strict=True)
    ]
    return Comparison(sides, shared)


def _side(job: JobFacts, skills: Sequence[str]) -> Side:
    profile = job.profile
    ways = cards(profile, job.ways)
    return Side(
        id=profile.id,
        title=profile.title,
        summary=summary_of(profile),
        ways=[card for card in ways if says_needs(card)],
        silent_ways=", ".join(card.label for card in ways if not says_needs(card)),
        facts=fact_lines(profile.facts),
        rungs=[rung for rung in ladder(placed(job.mentions)) if rung.qualifications],
        without_level=without_step(job.mentions),
        skills=skills[:MOST_LINES],
        environment=_lines(profile, Aspect.ENVIRONMENT)[:MOST_LINES],
    )


def _lines(profile: Profile, aspect: Aspect) -> list[str]:
    """The lines and sentences of the sections that are about an aspect, each once."""
    about = (section for section in profile.sections if RULES[aspect].is_about(section))
    lines = (line.strip(" -•*") for section in about for line in _sentences(section.text))
    return list(dict.fromkeys(line for line in lines if line and not line.endswith(":")))


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        start = 0
        for end in SENTENCE_END.finditer(line):
            yield line[start : end.start("space")]
            start = end.end()
        yield line[start:]


def _names(line: str, others: Iterable[str]) -> bool:
    """Whether one of some lines speaks of the same skill as a line."""
    wanted = _stems(line)
    return any(_share(wanted, _stems(other)) >= ALIKE for other in others)


def _share(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / len(one | two) if one | two else 0.0


def _stems(line: str) -> frozenset[str]:
    return frozenset(plain_stems(line)) - EVERYWHERE

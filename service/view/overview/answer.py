"""A plain answer as a card: what a profile says about the aspect in question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from indexer.qualification import BY_SLUG
from indexer.question.values import Aspect
from indexer.results import Answer, AnswerWay, Results, Snippet
from indexer.rules.facets import ROUTE_LABELS
from service.view.job.facts import FactLine, fact_lines
from service.view.ways import ENOUGH, MOST_NAMED, card_anchor

HEADINGS = {
    Aspect.REQUIREMENTS: ("What you need to be {job}", "what you need"),
    Aspect.DUTIES: ("What {job} does", "what you would do"),
    Aspect.SKILLS: ("Skills that {job} needs", "which skills you need"),
    Aspect.ENVIRONMENT: ("Where {job} works", "where you would work"),
    Aspect.PAY: ("What {job} earns", "what it pays"),
    Aspect.HOURS: ("The hours that {job} works", "which hours you would work"),
    Aspect.PROGRESSION: ("What {job} can do next", "where it can lead"),
    Aspect.DURATION: ("How long it takes to become {job}", "how long it takes"),
}
"""What is asked of a job, as a heading, and what a profile may not say."""

VOWEL = re.compile(r"(?!eu|one\b|uni(?!n)|us[eu])[aeiou]", re.IGNORECASE)
"""The beginning of a word that takes "an"."""

ACRONYM = re.compile(r"[A-Z]{2}|[A-Z]\b")
"""The beginning of a word that is read letter by letter."""

VOWEL_NAMES = "AEFHILMNORSX"
"""The letters whose names take "an"."""

NOT_STATED = "This profile doesn't say"
"""Stands for the start of a way in that the text leaves open."""


class AnswerLine(NamedTuple):
    """A way in on a card: its route, its anchor in the profile, and what you need for it.

    `stated` says whether the profile gives what one needs.
    """

    label: str
    anchor: str
    needs: str
    stated: bool


class AnswerCard(NamedTuple):
    """A plain answer: lines, quotes by section, facts; if it has none, `silent` says so in a sentence."""

    heading: str
    profile_id: str
    title: str
    lines: tuple[AnswerLine, ...]
    quotes: tuple[tuple[Snippet, ...], ...]
    facts: Sequence[FactLine]
    silent: str


def answer_card(results: Results) -> AnswerCard | None:
    """The card of a list's answer; none if no profile of the library says what is asked."""
    answer = results.answer
    if answer is None or (_is_silent(answer) and answer.aspect in results.query.unsupported):
        return None
    heading, unsaid = HEADINGS[answer.aspect]
    return AnswerCard(
        heading=heading.format(job=with_article(answer.profile.title)),
        profile_id=answer.profile.id,
        title=answer.profile.title,
        lines=tuple(map(_line, answer.ways)),
        quotes=tuple(tuple(group) for _, group in groupby(answer.quotes, key=lambda one: one.anchor)),
        facts=fact_lines(answer.facts),
        silent=f"{NOT_STATED} {unsaid}." if _is_silent(answer) else "",
    )


def with_article(title: str) -> str:
    """A job's title within a sentence: "a nurse", "an HGV driver"."""
    plain = title[:1].lower() + title[1:]
    job = plain if plain == title.lower() and not ACRONYM.match(title) else title
    return f"{_article(job)} {job}"


def _article(job: str) -> str:
    vowel = job[0] in VOWEL_NAMES if ACRONYM.match(job) else VOWEL.match(job)
    return "an" if vowel else "a"


def _is_silent(answer: Answer) -> bool:
    return not (answer.ways or answer.quotes or answer.facts)


def _line(way: AnswerWay) -> AnswerLine:
    needs = _needs(way)
    return AnswerLine(ROUTE_LABELS[way.route], card_anchor(way.route), needs, needs != NOT_STATED)


def _needs(way: AnswerWay) -> str:
    """What is enough to start, by its names if the text has them, else by its level."""
    named = [BY_SLUG[slug].short for slug in way.needs if _is_enough(slug, way.start)][:MOST_NAMED]
    start = ENOUGH[way.start[0]] if way.start else ""
    needs = ", ".join(named) or start
    if way.needs_experience:
        return f"{needs}, and experience" if needs else "Experience"
    return needs or NOT_STATED


def _is_enough(slug: str, start: tuple[int, int] | None) -> bool:
    """Whether a qualification is enough to start, rather than asked for by a shorter course."""
    low = BY_SLUG[slug].low
    return start is None or low is None or low <= start[1]

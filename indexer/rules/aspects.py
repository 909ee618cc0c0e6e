"""Aspects of a job: the sections of a profile about each, and the words that show it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from indexer.facts import NO_FACTS, Facts
from indexer.profile import Profile, Section, SectionKind
from indexer.question import Aspect, Topic

NOWHERE = re.compile(r"(?!)")
"""No words."""


class AspectRule(NamedTuple):
    """How an aspect is answered.

    `about` are the kinds of section that are about it and nothing else, `heading` the words of other headings
    under which it is found. In a section of a kind in `beside`, a sentence with a `cue` answers. If there are
    `signs`, every cue has one of them in it, and searching for these first is much faster.
    """

    cue: re.Pattern[str]
    about: tuple[SectionKind, ...] = ()
    heading: re.Pattern[str] = NOWHERE
    beside: tuple[SectionKind, ...] = ()
    signs: tuple[str, ...] = ()

    def is_about(self, section: Section) -> bool:
        """Whether a section is about the aspect."""
        return section.kind in self.about or bool(self.heading.search(section.heading))

    def rank(self, section: Section) -> int | None:
        """The rank at which a section may answer, from 0; None if it may not."""
        if self.heading.search(section.heading):
            return 0
        kinds = (*self.about, *self.beside)
        return kinds.index(section.kind) if section.kind in kinds else None

    def is_said_by(self, profile: Profile) -> bool:
        """Whether a profile says anything about the aspect."""
        asked = (one for one in profile.sections if self.rank(one) is not None)
        return any(self.is_about(one) or self._has_cue(one.text) for one in asked)

    def _has_cue(self, text: str) -> bool:
        lower = text.lower()
        may_have_one = not self.signs or any(sign in lower for sign in self.signs)
        return may_have_one and self.cue.search(text) is not None


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_EVERY = tuple(SectionKind)
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_AMOUNT = r"[£$€]\s?\d[\d,.]*k?"
_EARNED = (
    r"(?:salar(?:y|ies)|wages?|earn(?:s|ed|ings?)?|paid"
    r"|per (?:year|annum|hour|day|week)|(?:a|each) year|an hour)"
)
_ATTENDED = r"(?:shifts?|evenings?|weekends?|nights?|bank holidays)"

RULES: Mapping[Aspect, AspectRule] = {
    Aspect.REQUIREMENTS: AspectRule(
        _words(r"need(?:s|ed)?|must|requires?d?|essential|entry|qualifications?"), (SectionKind.REQUIREMENTS,)
    ),
    Aspect.DUTIES: AspectRule(NOWHERE, (SectionKind.DUTIES, SectionKind.DESCRIPTION, SectionKind.SUMMARY)),
    Aspect.SKILLS: AspectRule(_words(r"skills?|able to|ability|knowledge|good at"), (SectionKind.SKILLS,)),
    Aspect.ENVIRONMENT: AspectRule(
        _words(
            r"outdoors?|indoors?|outside|offices?|on site|at home|uniforms?|clothing|at heights?"
            r"|travel(?:s|ling)?|workshops?|based (?:in|at)|demanding|noisy|dusty|cramped|weathers?"
        ),
        heading=_words(r"environment|workplace|conditions|where you"),
        beside=(SectionKind.DESCRIPTION, SectionKind.OTHER, SectionKind.DUTIES),
    ),
    Aspect.PROGRESSION: AspectRule(
        _words(
            r"become|progress(?:ion)?|promot(?:ed|ion)|move (?:into|on|up)|speciali[sz]e|lead to|train as"
            r"|with experience|self-employed"
        ),
        (SectionKind.OPPORTUNITIES,),
    ),
    Aspect.DURATION: AspectRule(
        _words(
            rf"{_NUMBER}(?: (?:to|or|and) {_NUMBER})?(?:-| )(?:years?|months?|weeks?)"
            r"(?!['’]? (?:old|of age|ago|of \w+ experience|of experience|experience|in \w+ work))"
        ),
        beside=(
            SectionKind.REQUIREMENTS,
            SectionKind.OPPORTUNITIES,
            SectionKind.DESCRIPTION,
            SectionKind.OTHER,
        ),
    ),
    Aspect.PAY: AspectRule(
        re.compile(
            rf"\b{_EARNED}\b[^.\n]{{0,60}}?{_AMOUNT}|{_AMOUNT}[^.\n]{{0,60}}?\b{_EARNED}\b", re.IGNORECASE
        ),
        heading=_words(r"pay|salar(?:y|ies)|earnings|wages?"),
        beside=_EVERY,
        signs=("£", "$", "€"),
    ),
    Aspect.HOURS: AspectRule(
        _words(
            r"hours (?:a|per|each) (?:week|day)"
            r"|(?:long|unsocial|irregular|regular|flexible|office|standard|set|normal|working|early) hours"
            rf"|work(?:ing|s)?\b[^.\n]{{0,40}}?\b{_ATTENDED}|(?:evening|weekend|night|shift) work"
            r"|part[- ]time hours|9 ?(?:am)? to 5"
        ),
        heading=_words(r"hours|shifts?"),
        beside=_EVERY,
        signs=("hours", "shift", "evening", "weekend", "night", "holidays", "to 5"),
    ),
}
"""The rule of each aspect. An amount alone is not pay; an age or a time of experience is not a duration."""

ASPECT_OF = {Topic.PAY: Aspect.PAY, Topic.HOURS: Aspect.HOURS}
"""The topics that profiles may say something about; of places they say nothing."""


def topics_said(profile: Profile) -> frozenset[Topic]:
    """The topics that a profile says something about."""
    return frozenset(
        topic
        for topic, aspect in ASPECT_OF.items()
        if facts_about(aspect, profile.facts) or RULES[aspect].is_said_by(profile)
    )


def facts_about(aspect: Aspect, facts: Facts) -> Facts:
    """The facts that an aspect asks for: pay, or hours with their pattern."""
    if aspect is Aspect.PAY:
        return Facts(facts.pay)
    return Facts(None, facts.hours, facts.pattern) if aspect is Aspect.HOURS else NO_FACTS

"""Recognition of paths: the jobs that a profile leads to and comes from.

Only sentences with a cue are searched for names, so that most of a text is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from indexer.paths.context import Zone, directions
from indexer.paths.evidence import weighed
from indexer.paths.lists import opens_list
from indexer.paths.mentions import JobMention, mentions
from indexer.paths.names import Names, singular, words_of
from indexer.paths.rules import words as rule_words
from indexer.paths.statements import PathStatement, statements, straight
from indexer.paths.values import Direction, Paths, Step
from indexer.profile import Profile
from indexer.qualification.recognition import lower_of

_LEARNING = re.compile(r"\b(?:trainee|student|junior|apprentice|assistant)\b")


def steps(profile: Profile, names: Names) -> tuple[Step, ...]:
    """The steps of a profile in text order, each job once in each direction.

    >>> from indexer.profile import Section, SectionKind
    >>> text = "With experience, you could become a midwife."
    >>> opportunities = Section(SectionKind.OPPORTUNITIES, "Opportunities", text)
    >>> nurse, midwife = Profile("nurse", "Nurse", (opportunities,)), Profile("midwife", "Midwife")
    >>> [(step.direction.value, step.profile_id) for step in steps(nurse, Names.of([nurse, midwife]))]
    [('leads_to', 'midwife')]
    """
    return resolved(profile, statements(profile), names)


def resolved(profile: Profile, said: Iterable[PathStatement], names: Names) -> tuple[Step, ...]:
    """The steps that the statements of a profile are about, with the names of a library."""
    reading = _Reading(names, _own_ids(profile, names), tuple(map(singular, words_of(profile.title))))
    found: dict[tuple[Direction, str], Step] = {}
    for statement in said:
        for step in _in_statement(profile.sections[statement.section].text, statement, reading):
            found.setdefault((step.direction, step.profile_id), step)
    return tuple(found.values())


def paths_of(profile: Profile, names: Names) -> Paths:
    """The ids of the jobs around a profile."""
    return Paths.of(steps(profile, names))


class _Reading(msgspec.Struct, frozen=True):
    """The names of the library, with the ids and title words of the profile that is read."""

    names: Names
    own: frozenset[str]
    setting: tuple[str, ...]

    def is_own(self, profile_id: str, words: str) -> bool:
        """Whether a mention is the profile's own job, by id or the end of its title.

        The end is another job if it is a title and only a grade comes before: an assistant chef is no chef.
        """
        if profile_id in self.own:
            return True
        spelt = tuple(map(singular, words_of(words)))
        if self.setting[-len(spelt) :] != spelt:
            return False
        graded = set(self.setting[: -len(spelt)]) <= rule_words().grade
        return not (graded and self.names.is_title(spelt))

    def is_other_title(self, mention: JobMention, lower: str) -> bool:
        """Whether a mention is the whole title of another job, which its holder may have had before.

        District nurses were nurses first. A trainee or an assistant is not yet one.
        """
        words = words_of(lower[mention.start : mention.end])
        learning = _LEARNING.search(lower, mention.opens, mention.start)
        return mention.profile_id not in self.own and not learning and self.names.is_title(words)


def _own_ids(profile: Profile, names: Names) -> frozenset[str]:
    """The profile's own id or, if the library does not have it, those of its name."""
    known = profile.id in names.title_of
    return frozenset({profile.id}) if known else names.all_named(profile.title) | {profile.id}


def _in_statement(text: str, statement: PathStatement, reading: _Reading) -> Iterator[Step]:
    lead = statement.lead
    body = lead + straight(text[statement.start : statement.end])
    lower = lower_of(body)
    found = mentions(body, lower, reading.names, frozenset(statement.edges), reading.setting)
    own = [reading.is_own(mention.profile_id, body[mention.start : mention.end]) for mention in found]
    other = [mine and reading.is_other_title(each, lower) for each, mine in zip(found, own, strict=True)]
    if all(own) and not any(other):
        return
    hinted = statement.hinted if opens_list(lower, len(lead), found[0]) else None
    zone = Zone(statement.said or hinted, len(lead))
    ways = list(directions(lower, found, statement.events, own, zone))
    ways = weighed(lower, found, statement.events, ways, own, statement.suggested)
    shift = statement.start - len(lead)
    for mention, mine, another, way in zip(found, own, other, ways, strict=True):
        counts = way is Direction.COMES_FROM if another else not mine
        if way and counts and mention.start >= len(lead):
            low, high = mention.start + shift, mention.end + shift
            yield Step(mention.profile_id, way, text[low:high], statement.section, (low, high))

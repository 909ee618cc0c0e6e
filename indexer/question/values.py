"""What a question was understood to ask: frozen values, each piece with its span."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from indexer.ways import Route


class Kind(StrEnum):
    """What a piece of a question says."""

    QUALIFICATION = "qualification"
    LEVEL = "level"
    ROUTE = "route"
    HAVE = "have"
    ENVIRONMENT = "environment"
    JOB = "job"
    WORD = "word"
    ASPECT = "aspect"


class Aspect(StrEnum):
    """What can be asked about a job."""

    REQUIREMENTS = "requirements"
    DUTIES = "duties"
    SKILLS = "skills"
    ENVIRONMENT = "environment"
    PAY = "pay"
    HOURS = "hours"
    PROGRESSION = "progression"
    DURATION = "duration"


class Topic(StrEnum):
    """The topics of questions that a library may not cover; `amount` is a certain amount of pay."""

    PAY = "pay"
    HOURS = "hours"
    PLACES = "places"
    AMOUNT = "amount"


class Understood(msgspec.Struct, frozen=True):
    """A piece of a question that was understood; its `text` is at `span`, in code points.

    `value` is a slug, a level, a route, what work is like, an aspect, a word, or the id of the likeliest
    profile. A `negated` one is not wanted. `ids` are all profiles that a named job may be, the likeliest
    first. `cue` is the span of the words that say how it is meant ("without a"), where any do.
    """

    kind: Kind
    value: str
    label: str
    text: str
    span: tuple[int, int]
    negated: bool = False
    ids: tuple[str, ...] = ()
    cue: tuple[int, int] | None = None


class QuestionWord(msgspec.Struct, frozen=True):
    """A word that is left to search: as it is spelt right, and its span in the question."""

    meant: str
    span: tuple[int, int]


class Question(msgspec.Struct, frozen=True):
    """A question: what was understood of it, in the order of its text, and the words left to search.

    `topics` are what it asks for that a library may not say, whether words are left of it or not.
    `asked_about` are the qualifications that it asks about: neither wanted nor unwanted.
    """

    text: str
    understood: tuple[Understood, ...] = ()
    words: tuple[QuestionWord, ...] = ()
    topics: tuple[Topic, ...] = ()
    asked_about: tuple[str, ...] = ()

    @property
    def qualifications(self) -> tuple[str, ...]:
        """The slugs that are wanted."""
        return self._values(Kind.QUALIFICATION)

    @property
    def levels(self) -> tuple[int, ...]:
        """The RQF levels that are wanted."""
        return tuple(map(int, self._values(Kind.LEVEL)))

    @property
    def routes(self) -> tuple[Route, ...]:
        """The routes that are wanted."""
        return tuple(map(Route, self._values(Kind.ROUTE)))

    @property
    def environments(self) -> tuple[str, ...]:
        """What the work is to be like."""
        return self._values(Kind.ENVIRONMENT)

    @property
    def without_qualifications(self) -> tuple[str, ...]:
        """The slugs that are not wanted."""
        return self._values(Kind.QUALIFICATION, negated=True)

    @property
    def without_routes(self) -> tuple[Route, ...]:
        """The routes that are not wanted."""
        return tuple(map(Route, self._values(Kind.ROUTE, negated=True)))

    @property
    def have(self) -> int | None:
        """The highest level that the person says she has, 0 for none; None where she does not say."""
        return max(map(int, self._values(Kind.HAVE)), default=None)

    @property
    def jobs(self) -> tuple[tuple[str, ...], ...]:
        """For each job that is named the ids of its profiles, the likeliest first."""
        return tuple(each.ids for each in self.understood if each.kind is Kind.JOB)

    @property
    def exclude_words(self) -> tuple[str, ...]:
        """The words that are not wanted."""
        return self._values(Kind.WORD, negated=True)

    @property
    def aspect(self) -> Aspect | None:
        """What is asked about a job."""
        return next((Aspect(value) for value in self._values(Kind.ASPECT)), None)

    def _values(self, kind: Kind, *, negated: bool = False) -> tuple[str, ...]:
        found = (each.value for each in self.understood if each.kind is kind and each.negated is negated)
        return _distinct(found)


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))

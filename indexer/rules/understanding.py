"""Queries understood: what every engine searches, filters and shows of a question's text."""

from __future__ import annotations

from itertools import chain, zip_longest

import msgspec

from indexer.language.question import unread
from indexer.query import Query
from indexer.question import Clauses, JobNames, Question, clauses_of, text_without, understand
from indexer.results import UnderstoodPart

NOTHING = Clauses("")
"""What a question asks for that has no words."""

TELLING_FIELDS = (
    "title",
    "alternative_titles",
    "summary",
    "description",
    "duties",
    "skills",
    "requirements",
)
"""The fields that say what a job is: a profile that has an unwanted word in one of them is left out."""


class UnderstoodQuery(msgspec.Struct, frozen=True):
    """A query with its text understood: the question, and its clauses for a search."""

    query: Query
    question: Question
    clauses: Clauses

    @property
    def have(self) -> int | None:
        """The level that the person has: the lower of the selected and the typed one."""
        known = [have for have in (self.query.have, self.clauses.have) if have is not None]
        return min(known, default=None)

    @property
    def unread(self) -> tuple[str, ...]:
        """The text beyond the limit of words, if other words of the text are not searched."""
        beyond = unread(self.query.text) if self.question.understood else ""
        return (beyond,) if beyond else ()

    def parts(self) -> tuple[UnderstoodPart, ...]:
        """The parts of the text that were understood, in its order."""
        return tuple(
            UnderstoodPart(
                kind=each.kind,
                value=each.value,
                label=each.label,
                text=each.text,
                span=each.span,
                negated=each.negated,
                without_it=text_without(self.question, each),
            )
            for each in self.question.understood
        )

    def in_full(self, text: str | None) -> str | None:
        """The whole text of the query with the words that are searched as another text has them."""
        if text is None or not self.question.understood:
            return text
        return self.clauses.in_full(self.query.text, text)


def first_ids(asked: Clauses) -> tuple[str, ...]:
    """The profiles that a question names, in the order of the list.

    First the likeliest of each job in the order of the question, then the next of each, and so on.
    """
    in_turn = chain.from_iterable(zip_longest(*asked.jobs))
    return tuple(dict.fromkeys(one for one in in_turn if one is not None))


def understood_query(query: Query, names: JobNames) -> UnderstoodQuery:
    """A query whose text is understood, unless it is literal, exact or a job's title."""
    if query.literal or query.exact or not query.text or names.is_title(query.text):
        return UnderstoodQuery(query, Question(query.text), Clauses(query.text))
    question = understand(query.text, names)
    return UnderstoodQuery(query, question, clauses_of(question))

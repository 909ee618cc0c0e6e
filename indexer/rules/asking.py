"""Understanding the queries of a generation, and answering those about one job plainly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from indexer.engine import Searcher
from indexer.language.interpretation import Interpretation
from indexer.language.synonyms import Synonym
from indexer.query import Query
from indexer.question import JobNames, NameKeys, Topic
from indexer.question.rules import patterns
from indexer.results import Answer, Reading
from indexer.rules import cells
from indexer.rules.answers import plain_answer
from indexer.rules.aspects import ASPECT_OF
from indexer.rules.understanding import UnderstoodQuery, understood_query


def warm() -> None:
    """Compile all patterns for reading questions, so that no request waits for one."""
    for _ in patterns():
        pass


class ListCounts(NamedTuple):
    """What an engine counts of a list: `relaxed` and `nowhere` are indices of the words' groups."""

    relaxed: Iterable[int]
    nowhere: Iterable[int]
    with_all_words: int
    similar: int


class QueryUnderstanding:
    """What is understood in one generation: its names of jobs, and the topics that its profiles say."""

    def __init__(
        self,
        searcher: Searcher,
        names: Iterable[NameKeys],
        synonyms: Iterable[Synonym],
        said: Iterable[int],
    ) -> None:
        """`names` and `said` hold of each profile what `name_keys` and `cells.topics_of` make of it."""
        self._searcher = searcher
        self.names = JobNames(names, synonyms)
        self._said = cells.topics_said_by(said)

    def understood(self, query: Query) -> UnderstoodQuery:
        """A query whose text is understood."""
        return understood_query(query, self.names)

    def answer(self, understood: UnderstoodQuery) -> Answer | None:
        """The plain answer to a query that asks something about one job."""
        return plain_answer(understood, self._searcher)

    def reading(
        self, understood: UnderstoodQuery, words: Interpretation, counted: ListCounts, answer: Answer | None
    ) -> Reading:
        """How a query was read: its words as an engine interpreted them, and all that was understood."""
        return Reading(
            text=understood.query.text,
            ignored=(*words.ignored, *understood.unread),
            unmatched=(*words.unmatched, *(words.groups[word].word for word in counted.nowhere)),
            relaxed=tuple(words.groups[word].word for word in counted.relaxed),
            with_all_words=counted.with_all_words,
            similar=counted.similar,
            corrected=understood.in_full(words.corrected),
            did_you_mean=understood.in_full(words.did_you_mean),
            understood=understood.parts(),
            unsupported=tuple(self._unsupported(understood, answer)),
            excluded=understood.clauses.exclude_words,
        )

    def _unsupported(self, understood: UnderstoodQuery, answer: Answer | None) -> Iterator[str]:
        """The requested topics that the job in question, or else the library, does not give."""
        return (topic.value for topic in understood.question.topics if not self._is_given(topic, answer))

    def _is_given(self, topic: Topic, answer: Answer | None) -> bool:
        """Whether a topic needs no remark; if there is no pay at all, an amount needs none of its own."""
        if topic is Topic.AMOUNT:
            return answer is not None or not self._is_given(Topic.PAY, answer)
        if answer and ASPECT_OF.get(topic) is answer.aspect:
            return bool(answer.quotes or answer.facts)
        return topic in self._said

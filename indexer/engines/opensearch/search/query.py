"""A compiled query as the cluster searches it: which documents match, and their first scores.

Matching is exact. Scores are BM25 as the cluster computes it, brought near to ours by a boost for each stem
and field; they only choose which documents are fetched, and these are then ranked by the code of both
engines. No query is a string that the cluster would parse, and none runs a script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log
from operator import attrgetter

from indexer.engines.opensearch.cluster.client import JsonObject
from indexer.engines.opensearch.cluster.store import visible
from indexer.engines.opensearch.index.documents import hash_key, terms
from indexer.engines.opensearch.index.mapping import text_field
from indexer.engines.whoosh.index.reader import IndexReader
from indexer.engines.whoosh.search.bm25 import Bm25
from indexer.engines.whoosh.search.candidates import ALTERNATIVE_TITLE, NAMED, TITLE, name_boost
from indexer.engines.whoosh.search.compiled_query import Clause, CompiledQuery
from indexer.language.stems import stem
from indexer.question import Clauses
from indexer.rules.schema import FIELDS, NAME_FIELDS
from indexer.rules.understanding import TELLING_FIELDS, first_ids

MOST_CLAUSES = 700
"""The most clauses that score one query: the cluster refuses more than 1,024 in all."""

FIRST = 1000.0
"""The score for each rank of a matching name: more than any words can score."""

NOTHING: JsonObject = {"match_none": {}}
EVERYTHING: JsonObject = {"match_all": {}}


@dataclass(frozen=True)
class ClusterQuery:
    """A compiled query over one generation, with the other clauses of the question."""

    library: IndexReader
    """A reader without documents, which has the terms and the statistics of the library."""
    bm25: Bm25
    generation: int
    query: CompiledQuery
    asked: Clauses

    def groups(self) -> list[JsonObject]:
        """For each word, the query for documents with the word in any of its readings."""
        return self._all_groups()[: self.query.words]

    def allowed(self) -> list[JsonObject]:
        """The conditions that every listed document meets: phrases, exclusions and unwanted words."""
        phrases = self._all_groups()[self.query.words :]
        unwanted = [self._with(stems) for stems in self.query.excluded]
        if self.asked.exclude_words:
            stems = [stem(word) for word in self.asked.exclude_words]
            fields = (text_field(FIELDS.index(field)) for field in TELLING_FIELDS)
            unwanted += [{"terms": {field: [terms([one]) for one in stems]}} for field in fields]
        without: list[JsonObject] = [{"bool": {"must_not": unwanted}}] if unwanted else []
        return [visible(self.generation), *phrases, *without]

    def listing(self) -> JsonObject:
        """The query for documents with all the words or this name, and for jobs that the query names."""
        if self.query.hopeless:
            either = [self._jobs()]
        else:
            either = [both(self.groups()), *self._named(), self._jobs()]
        return both([*self.allowed(), any_of(either)])

    def with_all_words(self) -> JsonObject:
        """The query for listed documents with all the words."""
        if self.query.hopeless:
            return NOTHING
        return any_of([both(self.groups()), *self._named()])

    def with_a_word(self, words: Iterable[int]) -> JsonObject:
        """The query for documents with any of these words."""
        groups = self.groups()
        return both([*self.allowed(), any_of([groups[word] for word in words])])

    def scored(self, matching: JsonObject) -> JsonObject:
        """The query for matching documents, with the cluster's own scores."""
        return {"bool": {"filter": [matching], "should": [*self._scores(), *self._ranks()]}}

    def joining(self, matching: JsonObject, some: JsonObject, like: Sequence[JsonObject]) -> JsonObject:
        """The query for matching documents, scored by likeness, and in `some` also by their words."""
        words = {"bool": {"filter": [some], "should": [*self._scores()]}}
        return {"bool": {"filter": [matching], "should": [words, *like]}}

    def like(self, stems: Mapping[int, float]) -> list[JsonObject]:
        """Clauses that score documents by these stems and their weights."""
        return [one for number, weight in stems.items() for one in self._fields(number, weight, 1.0)]

    def _all_groups(self) -> list[JsonObject]:
        found: list[list[JsonObject]] = [[] for _ in range(self.query.words + self.query.phrases)]
        single: list[list[str]] = [[] for _ in found]
        for clause in self.query.clauses:
            if clause.is_positional:
                found[clause.group].append(self._with(clause.stems, clause.words))
            else:
                single[clause.group].append(self._text(clause.stems[0]))
        for group, texts in enumerate(single):
            if texts:
                found[group].append({"terms": {"stream": texts}})
        return [any_of(queries) for queries in found]

    def _with(self, stems: Sequence[int], words: Sequence[int] = ()) -> JsonObject:
        """The query for documents with a stem, or several side by side, written as `words` if given."""
        if words:
            texts = [self.library.terms.words.texts[word] for word in words]
            return {"match_phrase": {"words": terms(texts)}}
        texts = [self._text(number) for number in stems]
        return (
            {"match_phrase": {"stream": terms(texts)}} if len(texts) > 1 else {"term": {"stream": texts[0]}}
        )

    def _named(self) -> list[JsonObject]:
        if self.query.name is None:
            return []
        key = hash_key(self.query.name)
        return [{"term": {"titles.title": key}}, {"term": {"titles.other": key}}]

    def _jobs(self) -> JsonObject:
        ids = first_ids(self.asked)
        return {"terms": {"id": list(ids)}} if ids else NOTHING

    def _ranks(self) -> Iterator[JsonObject]:
        """Clauses that put documents with a matching name first."""
        for query, rank in zip(self._named(), (2 * TITLE, 2 * ALTERNATIVE_TITLE), strict=False):
            yield constant(query, FIRST * rank)
        for place, one in enumerate(reversed(first_ids(self.asked)), start=1):
            yield constant({"term": {"id": one}}, FIRST * (1 + place / NAMED))

    def _scores(self) -> Iterator[JsonObject]:
        """For each word or phrase the score of its best clause."""
        left = MOST_CLAUSES
        for _, clauses in groupby(self.query.clauses, key=attrgetter("group")):
            best = []
            for clause in clauses:
                scores = [*self._clause(clause)] if left > 0 else []
                left -= len(scores)
                if scores:
                    matching = [self._with(clause.stems, clause.words)] if clause.is_positional else []
                    best.append({"bool": {"filter": matching, "should": scores, "minimum_should_match": 1}})
            if best:
                yield {"dis_max": {"queries": best}}

    def _clause(self, clause: Clause) -> Iterator[JsonObject]:
        for number in clause.stems:
            yield from self._fields(number, clause.weight, name_boost(clause))

    def _fields(self, number: int, weight: float, in_names: float) -> Iterator[JsonObject]:
        """The score of a stem in each field that has it anywhere."""
        frequencies = self.library.statistics.stem_documents[:, number].tolist()
        for field, frequency in enumerate(frequencies):
            if frequency > 0:
                boost = weight * float(self.bm25.weights[number, field])
                boost *= in_names if field in NAME_FIELDS else 1.0
                boost /= _cluster_idf(self.library.num_docs, frequency)
                yield {"term": {text_field(field): {"value": self._text(number), "boost": boost}}}

    def _text(self, number: int) -> str:
        return terms([self.library.terms.stems.texts[number]])


def both(queries: Sequence[JsonObject]) -> JsonObject:
    """The query for documents that match all of these queries."""
    return {"bool": {"filter": [*queries]}} if queries else EVERYTHING


def any_of(queries: Iterable[JsonObject]) -> JsonObject:
    """The query for documents that match any of these queries."""
    found = [query for query in queries if query != NOTHING]
    if len(found) == 1:
        return found[0]
    return {"bool": {"should": found, "minimum_should_match": 1}} if found else NOTHING


def at_least(query: JsonObject, score: float) -> JsonObject:
    """The query for documents that score at least this much."""
    return {"function_score": {"query": query, "min_score": score}}


def constant(query: JsonObject, score: float) -> JsonObject:
    """A query whose documents all have the same score."""
    return {"constant_score": {"filter": query, "boost": score}}


def _cluster_idf(profiles: int, frequency: int) -> float:
    """The inverse document frequency by which the cluster multiplies (Lucene's BM25Similarity)."""
    count = max(profiles, frequency)
    return log(1 + (count - frequency + 0.5) / (frequency + 0.5))

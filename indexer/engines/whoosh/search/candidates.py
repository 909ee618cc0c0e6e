"""Candidate postings: those of all clauses of a query, fetched once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import narrowed, offsets
from indexer.engines.whoosh.codec.postings import PostingList
from indexer.engines.whoosh.index.reader import DocIds, IndexReader, Mask
from indexer.engines.whoosh.search import proximity
from indexer.engines.whoosh.search.compiled_query import Clause, CompiledQuery
from indexer.language.interpretation import How
from indexer.language.stems import stem
from indexer.question import Clauses
from indexer.rules.schema import FIELDS
from indexer.rules.understanding import NOTHING, TELLING_FIELDS, first_ids

TITLE, ALTERNATIVE_TITLE = 2, 1
"""Ranks of documents whose title, or alternative title, equals the query."""
NAMED = 1000
"""The rank of a document whose name is the whole query, above all jobs that a query can name."""


@dataclass(frozen=True)
class Candidates:
    """The P postings of S stems, ordered by clause and then by stem.

    The stems of a positional clause have only the postings in documents that have them as it says.
    """

    query: CompiledQuery
    stems: npt.NDArray[np.int64]  # [S] ordinals
    clauses: npt.NDArray[np.int64]  # [S] index of the clause of each stem
    name_boosts: npt.NDArray[np.float64]  # [S] how many times a stem counts in a name
    bounds: npt.NDArray[np.int64]  # [S + 1] into the postings
    postings: PostingList
    stem: npt.NDArray[np.unsignedinteger[Any]]  # [P] index into `stems`
    named: npt.NDArray[np.int64]  # [N] TITLE or ALTERNATIVE_TITLE if that equals the query, else 0
    first: npt.NDArray[np.int64]  # [N] the rank of the jobs that the query names, 0 for others
    excluded: Mask | None  # [N] the documents that name a word which the query excludes
    near: Sequence[tuple[int, int]]  # ordinals of stems that count where they are near each other

    @classmethod
    def of(cls, reader: IndexReader, query: CompiledQuery, asked: Clauses = NOTHING) -> Candidates:
        """Fetch the postings of a query; `asked` says which jobs go first and who is left out."""
        clauses = [index for index, clause in enumerate(query.clauses) for _ in clause.stems]
        stems = [stem for clause in query.clauses for stem in clause.stems]
        pieces = reader.pieces(stems)
        for index in query.positional:
            among = documents_with(reader, query.clauses[index].stems, query.clauses[index].words)
            for column, clause in enumerate(clauses):
                if clause == index:
                    pieces[column] = [
                        one.take(np.flatnonzero(among[one.documents])) for one in pieces[column]
                    ]
        counts = [sum([len(one.documents) for one in each]) for each in pieces]
        return cls(
            query,
            np.array(stems, np.int64),
            np.array(clauses, np.int64),
            np.array([name_boost(query.clauses[clause]) for clause in clauses]),
            offsets(counts),
            PostingList.joined(chain.from_iterable(pieces)),
            np.repeat(narrowed(np.arange(len(pieces))), counts),
            _named(reader, query),
            _first(reader, asked),
            _naming(reader, asked.exclude_words) if asked.exclude_words else None,
            [*_near(reader, asked)],
        )

    @cached_property
    def synonym_masks(self) -> dict[int, Mask]:
        """For each word that has synonyms of several words, the documents that have one of them; [N]."""
        masks: dict[int, Mask] = {}
        for index in self.query.positional:
            if self.query.clauses[index].how is How.SYNONYM:
                first = int(self.clauses.searchsorted(index))
                mask = masks.setdefault(self.query.clauses[index].group, np.zeros(len(self.named), np.bool_))
                mask[self.postings.documents[self.bounds[first] : self.bounds[first + 1]]] = True
        return masks

    @cached_property
    def rank(self) -> npt.NDArray[np.int64]:
        """The rank of each document by its names, 0 for none; [N].

        First whose title is the whole question, then whose alternative title is, the jobs that the question
        names before others, then these jobs.
        """
        others = (self.named == ALTERNATIVE_TITLE) & (self.first == 0)
        ranks: npt.NDArray[np.int64] = (2 * self.named - others) * NAMED + self.first
        return ranks

    def group_masks(self, max_doc: int) -> list[Mask]:
        """A mask of the matching documents for each word, then for each phrase; each [N]."""
        masks = [np.zeros(max_doc, np.bool_) for _ in range(self.query.words + self.query.phrases)]
        bounds = self.bounds.tolist()
        for clause, low, high in zip(self.clauses.tolist(), bounds, bounds[1:], strict=False):
            masks[self.query.clauses[clause].group][self.postings.documents[low:high]] = True
        return masks


def name_boost(clause: Clause) -> float:
    """A family counts in full in a name, whatever its weight elsewhere."""
    return 1 / clause.weight if clause.how is How.FAMILY else 1.0


def _named(reader: IndexReader, query: CompiledQuery) -> npt.NDArray[np.int64]:
    named = np.zeros(reader.max_doc, np.int64)
    if query.name is not None:
        titles, alternatives = reader.named(query.name)
        named[alternatives], named[titles] = ALTERNATIVE_TITLE, TITLE
    return named


def _first(reader: IndexReader, asked: Clauses) -> npt.NDArray[np.int64]:
    ranks = np.zeros(reader.max_doc, np.int64)
    ids = first_ids(asked)
    for rank, one in enumerate(reversed(ids), start=1):
        if one in reader.document:
            ranks[reader.document[one]] = rank
    return ranks


def _near(reader: IndexReader, asked: Clauses) -> Iterator[tuple[int, int]]:
    ordinal = reader.terms.stems.ordinal
    for first, second in asked.near:
        if {stem(first), stem(second)} <= ordinal.keys() and stem(first) != stem(second):
            yield ordinal[stem(first)], ordinal[stem(second)]


def _naming(reader: IndexReader, words: Sequence[str]) -> Mask:
    """The documents with one of some words in a section that says what the job is; [N]."""
    mask = np.zeros(reader.max_doc, np.bool_)
    ordinals = [reader.terms.stems.ordinal.get(stem(word)) for word in words]
    for postings in reader.postings([one for one in ordinals if one is not None]):
        mask[postings.documents[_TELLING[postings.fields]]] = True
    return mask


_TELLING = np.array([field in TELLING_FIELDS for field in FIELDS])


def documents_with(reader: IndexReader, stems: Sequence[int], words: Sequence[int] = ()) -> Mask:
    """The documents that have a stem, or several adjacent ones, where given as these words; [N]."""
    mask = np.zeros(reader.max_doc, np.bool_)
    found: DocIds | npt.NDArray[np.integer[Any]]
    if len(stems) == 1 and not words:
        found = reader.postings(stems)[0].documents
    else:
        found = proximity.phrase_matches(reader, stems, words)
    mask[found] = True
    return mask

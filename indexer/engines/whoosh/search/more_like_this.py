"""More like this: documents that share the significant terms of others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.postings import PostingList
from indexer.engines.whoosh.index.reader import DocIds, IndexReader
from indexer.engines.whoosh.search.bm25 import Bm25, Scores
from indexer.engines.whoosh.search.ranking import highest
from indexer.rules import relevance

Stems = npt.NDArray[np.int64]
"""Ordinals of stems."""


def likeness(reader: IndexReader, bm25: Bm25, document: int) -> Scores:
    """The similarity of each served document to one; [N], a share of its similarity to itself, 0 for it."""
    documents, shares = np.array([document]), np.ones(1)
    stems, weights = significant_terms(reader, bm25, documents, shares, relevance.SIMILAR_TERMS)
    scores = more_like_this(reader, bm25, stems, weights) * reader.live
    itself, scores[document] = scores[document], 0
    return scores / itself if itself else scores


def more_like_this(reader: IndexReader, bm25: Bm25, stems: Stems, weights: Scores) -> Scores:
    """The similarity of each document to those that have these significant terms; [N]."""
    pieces = reader.pieces(stems.tolist())
    postings = PostingList.joined(chain.from_iterable(pieces))
    stem = np.repeat(np.arange(len(pieces)), [sum([len(one.documents) for one in each]) for each in pieces])
    values = weights[stem] * bm25.impacts(postings, reader.norms, stems, stem)
    return np.bincount(postings.documents, values, reader.max_doc).astype(np.float64, copy=False)


def significant_terms(
    reader: IndexReader, bm25: Bm25, documents: DocIds, shares: Scores, count: int
) -> tuple[Stems, Scores]:
    """The `count` stems that are frequent in these documents and rare in the library, with their weights.

    `shares` are the weights of the documents. Of stems with equal weights, the first in the text comes
    first: the order of ordinals depends on the history of an index.
    """
    texts = [reader.stems(document) for document in documents.tolist()]
    stems, column, counts = _term_counts(texts, len(reader.terms.stems.texts))
    often = shares @ (counts / (counts + 1))
    weights = often * bm25.max_idf[stems] * (stems > 0)  # 0 is the position gap
    chosen = highest(weights, count)
    first = np.empty(len(stems), np.intp)
    first[column[::-1]] = np.arange(len(column))[::-1]  # for equal indices, the last value written wins
    chosen = chosen[np.lexsort((first[chosen], -weights[chosen]))[:count]]
    return stems[chosen], weights[chosen]


def _term_counts(
    texts: Sequence[npt.NDArray[np.uint32]], stems: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The S distinct stems of D texts, and how often each occurs.

    Also returns the column of each token; term frequencies are [D, S].
    """
    text = np.concatenate(texts, dtype=np.intp)
    seen = np.zeros(stems, np.bool_)
    seen[text] = True
    distinct = seen.nonzero()[0]
    column_of = np.empty(stems, np.intp)
    column_of[distinct] = np.arange(len(distinct))
    column = column_of.take(text)
    cell = np.repeat(np.arange(len(texts)) * len(distinct), list(map(len, texts))) + column
    counts = np.bincount(cell, minlength=len(texts) * len(distinct))
    return distinct, column, counts.reshape(len(texts), len(distinct))

"""What an update adds: analysed profiles with the ordinals of the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.index.documents import Documents, joined
from indexer.engines.whoosh.index.rows import Row, gathered
from indexer.engines.whoosh.index.statistics import Statistics
from indexer.engines.whoosh.index.term_dictionary import Ordinals, TermDictionary
from indexer.engines.whoosh.indexing.analysis import Batch
from indexer.engines.whoosh.indexing.base import Base


class Addition(NamedTuple):
    """Analysed profiles with the ordinals of the library."""

    rows: list[Row]
    documents: Documents
    terms: TermDictionary
    categories: Ordinals


def addition(base: Base, batches: list[Batch]) -> Addition:
    """The analysed profiles, whose batches are emptied on the way: there is no room for both."""
    terms = base.terms.extended(chain.from_iterable(batch.words for batch in batches))
    categories = Ordinals(list(base.state.categories))
    categories = categories.extended(chain.from_iterable(batch.categories for batch in batches))
    identities = tuple(chain.from_iterable(batch.identities for batch in batches))
    runs = [_numbered(batch, terms, categories) for batch in batches]
    batches.clear()
    documents = joined(runs)
    rows = [Row(identity, "", documents, number) for number, identity in enumerate(identities)]
    return Addition(rows, documents, terms, categories)


def _numbered(batch: Batch, terms: TermDictionary, categories: Ordinals) -> Documents:
    """The documents of a batch with the library's ordinals of words and categories."""
    word = np.array([terms.words.ordinal[text] for text in batch.words], np.uint32)
    category = np.array([categories.ordinal[text] for text in batch.categories], np.int32)
    documents = batch.documents
    return replace(documents, word=word[documents.word], category=category[documents.category])


def counted(base: Base, added: Addition, gone: Sequence[Row]) -> Statistics:
    """The statistics after the update."""
    of_gone = Statistics.of(gathered(gone), added.terms)
    return base.statistics.changed(Statistics.of(added.documents, added.terms), of_gone)

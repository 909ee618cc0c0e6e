"""What is computed of documents run by run is what is computed of all at once."""

from __future__ import annotations

import numpy as np
import pytest

from indexer.engines.whoosh.index import documents
from indexer.engines.whoosh.index.statistics import Statistics
from indexer.engines.whoosh.index.term_dictionary import TermDictionary
from indexer.engines.whoosh.indexing.analysis import analyse
from indexer.engines.whoosh.indexing.inversion import invert
from tests.contract.library import LIBRARY


@pytest.mark.parametrize("run", [1, 3, len(LIBRARY) - 1])
def test_postings_and_statistics_do_not_depend_on_the_length_of_a_run(
    run: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = analyse(LIBRARY)
    terms = TermDictionary.empty().extended(batch.words)
    inverted, counted = invert(batch.documents, terms), Statistics.of(batch.documents, terms)
    monkeypatch.setattr(documents, "RUN", run)
    again = invert(batch.documents, terms)
    np.testing.assert_equal(vars(again.postings), vars(inverted.postings))
    np.testing.assert_equal(again.lengths, inverted.lengths)
    np.testing.assert_equal(vars(Statistics.of(batch.documents, terms)), vars(counted))


def test_the_words_of_runs_are_those_of_the_text_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "RUN", 2)
    columns = analyse(LIBRARY).documents
    runs = list(columns.words_in_runs())
    assert np.concatenate([run.word for run in runs]).tolist() == columns.word[columns.word > 0].tolist()
    assert len(runs) == -(-len(LIBRARY) // 2)
    assert max(len(set(run.document.tolist())) for run in runs) == 2

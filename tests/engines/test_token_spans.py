"""Where tokens are: the columns on disk hold the same numbers in fewer bytes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.whoosh.codec.token_spans import FEW, Lengths, Starts, compact, opened
from indexer.engines.whoosh.indexing.analysis import analyse
from indexer.profile import Profile, Section, SectionKind

TOKENS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 70_000), st.integers(0, 900)), max_size=60)
LONG = "Tend the orchard rows and prune them. " * 400


@given(TOKENS, st.data())
def test_tokens_start_where_they_started_and_are_as_long(
    tokens: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    word, start, length = np.array(tokens, np.uint32).reshape(-1, 3).T
    starts, lengths = Starts.of(start), Lengths.of(length.astype(np.uint16), word)
    assert np.asarray(starts).tolist() == start.tolist()
    assert np.asarray(lengths).tolist() == length.tolist()
    some = data.draw(st.lists(st.integers(0, len(tokens) - 1), max_size=60)) if tokens else []
    for chosen in (some, some[: len(tokens) // FEW]):
        numbers = np.array(chosen, np.int64)
        assert starts[numbers].tolist() == start[numbers].tolist()
        assert lengths[numbers].tolist() == length[numbers].tolist()


def test_an_opened_file_of_documents_has_the_columns_that_were_stored() -> None:
    texts = (LONG, "Ärzte und Pfleger\nnight-shift", "")
    sections = tuple(Section(SectionKind.DUTIES, "What you do", text) for text in texts)
    documents = analyse(
        [Profile(id="grower", title="Fruit grower", sections=sections, source="a.md")]
    ).documents
    columns = opened(compact(vars(documents)))
    assert columns.keys() == vars(documents).keys()
    for name, column in vars(documents).items():
        assert np.asarray(columns[name]).tolist() == column.tolist(), name


def test_a_long_text_takes_little_more_than_a_byte_for_the_place_of_a_token() -> None:
    section = Section(SectionKind.DUTIES, "What you do", LONG)
    documents = analyse(
        [Profile(id="grower", title="Fruit grower", sections=(section,), source="a.md")]
    ).documents
    before = vars(documents.narrow())
    stored = compact(before)
    places = [column for name, column in stored.items() if name.startswith(("start_", "length_"))]
    assert sum(column.nbytes for column in places) < 1.5 * len(documents.word)
    assert not {"start", "length"} & stored.keys()

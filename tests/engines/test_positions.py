"""The positions of the stems in a segment, of which each is stored in two bytes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engines.whoosh.codec.arrays import ranges
from indexer.engines.whoosh.index.documents import Documents
from indexer.engines.whoosh.index.positions import Positions
from indexer.engines.whoosh.index.term_dictionary import TermDictionary
from indexer.engines.whoosh.indexing.analysis import analyse
from indexer.language.words import stem
from indexer.profile import Profile, Section, SectionKind
from tests.engines.made_up import libraries


def analysed(library: list[Profile]) -> tuple[Documents, TermDictionary]:
    """The documents of a library and its terms."""
    batch = analyse(library)
    terms = TermDictionary.empty().extended(batch.words)
    ordinals = np.array([terms.words.ordinal[word] for word in batch.words], np.uint32)
    return replace(batch.documents, word=ordinals[batch.documents.word]), terms


def expected(documents: Documents, terms: TermDictionary) -> dict[int, list[int]]:
    """The tokens of each stem, one after the other."""
    found = defaultdict(list)
    for token, word in enumerate(documents.word.tolist()):
        if word:
            found[terms.stems.ordinal[stem(terms.words.texts[word])]].append(token)
    return found


def within(positions: Positions, stems: list[int], bounds: npt.NDArray[np.uint32]) -> list[int]:
    """The tokens of some stems within ranges, one stem after the other."""
    found, spans = positions.between(stems, bounds)
    low, high = spans.swapaxes(0, 1).reshape(2, -1)
    return list(map(int, found[ranges(low, high)]))


@pytest.fixture(scope="module")
def long() -> tuple[Documents, TermDictionary]:
    """Three profiles, of which the second has more tokens than two bytes can count."""
    rare = "prune " + "tend the vines " * 30_000 + "prune"
    sections = (Section(SectionKind.DUTIES, "What you do", rare),)
    grower = Profile(id="grower", title="Vine grower", sections=sections, source="b.md")
    others = [Profile(id=name, title=f"Prune {name}", source=f"{name}.md") for name in ("picker", "taster")]
    return analysed([others[0], grower, others[1]])


@given(libraries(most=5))
@settings(max_examples=30, deadline=None)
def test_a_stem_has_the_positions_at_which_it_stands(library: tuple[Profile, ...]) -> None:
    documents, terms = analysed(list(library))
    positions = Positions.of(documents, terms)
    found = {number: positions.of_stem(number).tolist() for number in positions.stems.tolist()}
    assert found == expected(documents, terms)


@given(libraries(most=5), st.data())
@settings(max_examples=30, deadline=None)
def test_positions_within_some_documents_are_those_between_their_tokens(
    library: tuple[Profile, ...], data: st.DataObject
) -> None:
    documents, terms = analysed(list(library))
    positions, every = Positions.of(documents, terms), expected(documents, terms)
    rows = np.array(sorted(data.draw(st.sets(st.integers(0, len(library) - 1)))), np.int64)
    stems = data.draw(st.lists(st.sampled_from([*every, len(terms.stems.texts)]), max_size=4))
    bounds = documents.first_token[[rows, rows + 1]]
    assert within(positions, stems, bounds) == [
        token for number in stems for low, high in bounds.T for token in every[number] if low <= token < high
    ]


def test_a_document_of_very_many_tokens_has_all_its_positions(long: tuple[Documents, TermDictionary]) -> None:
    documents, terms = long
    positions, every = Positions.of(documents, terms), expected(documents, terms)
    assert {number: positions.of_stem(number).tolist() for number in every} == every
    prune = terms.stems.ordinal[stem("prune")]
    bounds = documents.first_token[[[0, 1], [1, 3]]]
    assert within(positions, [prune], bounds) == every[prune]


def test_positions_take_little_more_than_two_bytes_each(long: tuple[Documents, TermDictionary]) -> None:
    positions = Positions.of(*long)
    stored = sum(column.nbytes for column in vars(positions).values())
    assert stored < 2.1 * len(positions.low)

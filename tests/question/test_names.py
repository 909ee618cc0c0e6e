"""How what people say names jobs of the library."""

from __future__ import annotations

import pytest

from indexer.language.synonyms import Synonym
from indexer.question.names import JobNames, Nearness
from tests.question.libraries import job

NAMES = JobNames(
    [
        job("night-sitter", "Night sitter", "sleep watcher", "overnight carer", "night care"),
        job("pet-sitter", "Pet sitter", "dog sitter", "cat sitter"),
        job("bell-founder", "Bell founder or caster"),
        job("assistant", "Curling assistant"),
        job("lock-keeper", "Lock keeper", "canal keeper"),
    ],
    [Synonym("lockie", ("lock keeper",)), Synonym("canals", ("lock keeper",))],
)


@pytest.mark.parametrize(
    ("said", "ids", "nearness"),
    [
        ("Night sitters", ("night-sitter",), Nearness.TITLE),
        ("bell caster", ("bell-founder",), Nearness.TITLE),
        ("cat sitter", ("pet-sitter",), Nearness.OTHER),
        ("lockie", ("lock-keeper",), Nearness.SYNONYM),
        ("sitter", ("pet-sitter", "night-sitter"), Nearness.HEAD),
    ],
)
def test_a_name_is_a_title_an_everyday_word_another_title_or_a_head_word(
    said: str, ids: tuple[str, ...], nearness: Nearness
) -> None:
    assert NAMES.named(said.lower().split()) == (ids, nearness)


@pytest.mark.parametrize("said", ["canals", "night care", "night", "watcher of locks"])
def test_a_topic_names_nobody(said: str) -> None:
    assert NAMES.named(said.split()) is None


def test_the_longest_name_is_found() -> None:
    found = NAMES.longest(["dog", "sitter", "lock", "keeper"])
    assert found is not None
    assert (found[0], found[1].ids) == (2, ("pet-sitter",))
    assert NAMES.longest(["the", "dog", "sitter"]) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("siter", "sitter"),
        ("foundr", "founder"),
        ("assisstant", "assistant"),
        ("sit", "sit"),
        ("banker", "banker"),
    ],
)
def test_a_slip_is_read_over_and_an_english_word_is_kept(typed: str, meant: str) -> None:
    assert NAMES.spelt(typed) == meant

"""The list of English words: that of simplemma, searched in a file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from simplemma import is_known

from indexer.language.english import LIST, is_english, is_listed


def test_the_list_is_sorted_and_has_every_word_once() -> None:
    words = LIST.read_bytes().splitlines()
    assert words == sorted(set(words))
    assert LIST.read_bytes().endswith(b"\n")


def test_every_word_of_the_list_is_found_and_known_to_simplemma() -> None:
    words = LIST.read_text("utf-8").splitlines()
    chosen = [words[0], words[-1], *words[::41]]
    assert all(is_listed(word) and is_known(word, lang="en") for word in chosen)


@pytest.mark.parametrize("made", [lambda word: word[:-1], lambda word: word + "q", lambda word: word[::-1]])
def test_a_word_is_in_the_list_exactly_if_simplemma_knows_it(made: Callable[[str], str]) -> None:
    chosen = [made(word) for word in LIST.read_text("utf-8").splitlines()[3::53] if made(word)]
    assert [is_listed(word) for word in chosen] == [is_known(word, lang="en") for word in chosen]


@pytest.mark.parametrize("word", ["", "zzzzzz", "aa\nab", "\n", "weldr", "ÿ", "\ud800"])
def test_what_is_no_word_is_not_in_the_list(word: str) -> None:
    assert not is_listed(word)


def test_american_spelling_is_english_too() -> None:
    assert is_english("colour")
    assert is_english("color")

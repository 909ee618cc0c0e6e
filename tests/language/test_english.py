"""The list of English words."""

from __future__ import annotations

import subprocess
import sys

import pytest

from indexer.language.english import is_english


@pytest.mark.parametrize("word", ["colour", "color", "welder", "planning"])
def test_words_are_english_in_british_and_american_spelling(word: str) -> None:
    assert is_english(word)


@pytest.mark.parametrize("word", ["", "zzzzzz", "aa\nab", "\n", "weldr", "ÿ", "\ud800"])
def test_what_is_no_word_is_not_english(word: str) -> None:
    assert not is_english(word)


def test_the_list_is_read_when_it_is_first_asked() -> None:
    asked = "import sys; import indexer.language.correction; print('simplemma' in sys.modules)"
    done = subprocess.run((sys.executable, "-c", asked), check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"

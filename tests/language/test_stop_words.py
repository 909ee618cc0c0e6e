import pytest

from indexer.language.stop_words import WordKind, is_place, kinds, lists
from indexer.language.words import tokens


def kept(text: str) -> list[str]:
    words = tokens(text).words
    return [word for word, part in zip(words, kinds(words), strict=True) if part is WordKind.COUNTS]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("careers in farming", ["farming"]),
        ("How do I become a midwife?", ["midwife"]),
        ("what can I do with a history degree", ["history", "degree"]),
        ("working as a chef", ["chef"]),
        ("warehouse jobs", ["warehouse"]),
        ("I'd like to work with horses", ["horses"]),
        ("jobs in IT", ["it"]),
        ("is it hard to become a pilot", ["pilot"]),
        ("jobs without a degree", []),
        ("jobs for somebody who likes sewing", ["sewing"]),
        ("my son wants to be a jockey", ["jockey"]),
        ("my niece is good at chess", ["chess"]),
        ("something with boats that pays well", ["boats"]),
        ("school jobs not teaching", ["school"]),
        ("social work", ["social", "work"]),
        ("careers adviser", ["careers", "adviser"]),
    ],
)
def test_words_that_only_say_that_this_is_about_careers_are_set_aside(text: str, words: list[str]) -> None:
    assert kept(text) == words


def test_the_longest_entry_is_taken() -> None:
    assert kinds(["job", "description"]) == [WordKind.STOP_PHRASE, WordKind.STOP_PHRASE]
    assert kinds(["job", "coach"]) == [WordKind.COUNTS, WordKind.COUNTS]
    assert kinds(["job", "of", "coach"]) == [WordKind.STOP_PHRASE, WordKind.STOP_WORD, WordKind.COUNTS]


def test_a_negation_reaches_to_the_next_word_that_is_not_small() -> None:
    assert kinds(["pilot", "without", "going", "to", "college", "first"]) == [
        WordKind.COUNTS,
        *[WordKind.STOP_PHRASE] * 4,
        WordKind.COUNTS,
    ]
    assert kinds(["not"]) == [WordKind.COUNTS]


def test_nothing_is_in_two_lists_that_disagree() -> None:
    known = lists()
    assert not known.kept & (known.phrases | known.words)
    assert not known.small & (known.phrases | known.words | known.negations)


def test_towns_and_countries_are_places_and_trades_are_not() -> None:
    assert all(map(is_place, ("leeds", "scotland", "york")))
    assert not any(map(is_place, ("farm", "reading", "bath")))

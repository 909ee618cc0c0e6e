"""A few profiles of our own, and their words as a question is read against them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from indexer.language.families import root
from indexer.language.interpret import interpret
from indexer.language.interpretation import How, Interpretation, speller_of
from indexer.language.spelling import Speller
from indexer.language.stems import stem
from indexer.language.synonyms import Synonym, Thesaurus
from indexer.language.words import tokens

SHELF = (
    ("Accountant", "keeps the accounts of a firm and checks every account twice"),
    ("Baker", "bakes bread at night and sells it in the bakery"),
    ("Civil engineer", "plans bridges; engineering firms ask for a degree or an NVQ level 3"),
    ("Forklift driver", "drives a forklift in the warehouse, moves stock and keeps count"),
    ("IT support technician", "helps people with computers when it all goes wrong; knows C++"),
    ("Midwife", "looks after mothers and babies; midwifery is taught at university"),
    ("Police officer", "policing a town, with a radio and a car"),
    ("Project co-ordinator", "a decision-maker who keeps a project moving"),
    ("Refuse collector", "empties bins into a lorry early in the morning"),
    ("Teacher", "teaches children at school; A levels and a degree come first"),
    ("Veterinary nurse", "nursing animals; helps the veterinary surgeon with x-rays"),
    ("Warehouse worker", "takes goods in, picks and packs stock, works with children never"),
)
SYNONYMS = (
    Synonym("bin man", ("refuse collector",)),
    Synonym("vet", ("veterinary surgeon",), both_ways=True),
    Synonym("bobby", ("police officer", "beat constable")),
)


class Shelf:
    """The words of some texts in memory: the names first, what they are about second."""

    def __init__(self, profiles: Sequence[tuple[str, str]]) -> None:
        self._titles = Counter(word for name, _ in profiles for word in set(tokens(name).words))
        every = (set(tokens(name).words) | set(tokens(text).words) for name, text in profiles)
        self._words = Counter(word for words in every for word in words)
        self._stems: dict[str, list[str]] = defaultdict(list)
        self._roots: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            self._stems[stem(word)].append(word)
            self._roots[root(word)].append(word)

    def frequency(self, word: str) -> int:
        return self._words[word]

    def title_frequency(self, word: str) -> int:
        return self._titles[word]

    def with_stem(self, stem: str) -> Sequence[str]:
        return self._stems.get(stem, [])

    def with_root(self, root: str) -> Sequence[str]:
        return self._roots.get(root, [])

    def with_prefix(self, prefix: str, limit: int) -> Sequence[str]:
        found = [word for word in self._words if word.startswith(prefix)]
        return sorted(found, key=lambda word: (-self._words[word], word))[:limit]

    def words(self) -> Sequence[str]:
        return sorted(self._words)

    @cached_property
    def speller(self) -> Speller:
        return speller_of(self)


shelf = Shelf(SHELF)
thesaurus = Thesaurus(SYNONYMS)


def read(text: str, *, exact: bool = False) -> Interpretation:
    """A question read against the shelf."""
    return interpret(text, shelf, thesaurus, exact=exact)


def found_as(text: str, how: How) -> set[str]:
    """What the words of a question are found as in one way; stems side by side are divided by a space."""
    groups = read(text).groups
    return {" ".join(one.terms) for group in groups for one in group.alternatives if one.how is how}


def words_of(text: str) -> list[str]:
    """The words of a question that count, as they were typed."""
    return [group.word for group in read(text).groups]

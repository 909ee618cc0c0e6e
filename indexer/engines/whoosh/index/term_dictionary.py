"""The words of a library, numbered: every word has a stem, every stem stands for some words.

Numbers are given once and kept by every later generation, so that a segment written long ago still
means the same by them. Word 0 is the gap between lines and parts of a document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import load, save
from indexer.language.families import root
from indexer.language.words import stem

Numbers = npt.NDArray[np.uint32]


@dataclass(frozen=True)
class Names:
    """Distinct texts in the order of their numbers."""

    texts: list[str]

    @cached_property
    def number(self) -> dict[str, int]:
        """Text to number."""
        return {text: number for number, text in enumerate(self.texts)}

    def extended(self, texts: Iterable[str]) -> Names:
        """These, and behind them those of the texts that are new."""
        return Names(list(dict.fromkeys([*self.texts, *texts])))


@dataclass(frozen=True)
class Lexicon:
    """Words, their stems and the roots of their families, W words in all."""

    words: Names
    stems: Names
    roots: Names
    stem_of: Numbers = field(repr=False)  # [W] number of the word's stem
    root_of: Numbers = field(repr=False)  # [W] number of the word's root

    @classmethod
    def empty(cls) -> Lexicon:
        """The lexicon of an index without documents."""
        return _numbered(Names([""]))

    def extended(self, words: Iterable[str]) -> Lexicon:
        """Add words to it; the numbers it has stay as they are."""
        return _numbered(self.words.extended(words), self)

    def save(self, folder: Path) -> None:
        """Write it into a generation."""
        for name, names in self._names().items():
            (folder / f"{name}.txt").write_text("\n".join(names.texts), encoding="utf-8", newline="\n")
        save(folder / "lexicon.bin", {"stem_of": self.stem_of, "root_of": self.root_of})

    @classmethod
    def load(cls, folder: Path) -> Lexicon:
        """Read it from a generation."""
        arrays = load(folder / "lexicon.bin")
        names = {name: Names((folder / f"{name}.txt").read_text("utf-8").split("\n")) for name in _NAMES}
        return cls(**names, stem_of=arrays["stem_of"], root_of=arrays["root_of"])

    def _names(self) -> dict[str, Names]:
        return {name: getattr(self, name) for name in _NAMES}


_NAMES = ("words", "stems", "roots")


def _numbered(words: Names, known: Lexicon | None = None) -> Lexicon:
    before = len(known.words.texts) if known else 0
    new = words.texts[before:]
    stems, stem_of = _classes(
        new, stem, known.stems if known else Names([]), known.stem_of if known else None
    )
    roots, root_of = _classes(
        new, root, known.roots if known else Names([]), known.root_of if known else None
    )
    return Lexicon(words, stems, roots, stem_of, root_of)


def _classes(
    words: Sequence[str], of: Callable[[str], str], names: Names, numbers: Numbers | None
) -> tuple[Names, Numbers]:
    texts = [of(word) if word else "" for word in words]
    names = names.extended(texts)
    new = np.fromiter((names.number[text] for text in texts), np.uint32, len(texts))
    return names, new if numbers is None else np.concatenate([numbers, new])

"""The term dictionary: every word of a library with its ordinal, its stem and the root of its family.

An ordinal is given once and kept by every later generation, so that a segment which was written long ago
still means the same by it. Word 0 is the position gap between lines and parts of a document.
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

OrdinalColumn = npt.NDArray[np.uint32]


@dataclass(frozen=True)
class Ordinals:
    """Distinct texts, each with its index as its ordinal."""

    texts: list[str]

    @cached_property
    def ordinal(self) -> dict[str, int]:
        """Text to ordinal."""
        return {text: ordinal for ordinal, text in enumerate(self.texts)}

    def extended(self, texts: Iterable[str]) -> Ordinals:
        """The same with new texts added at the end."""
        return Ordinals(list(dict.fromkeys([*self.texts, *texts])))


@dataclass(frozen=True)
class TermDictionary:
    """W words, their stems and the roots of their families."""

    words: Ordinals
    stems: Ordinals
    roots: Ordinals
    stem_of: OrdinalColumn = field(repr=False)  # [W] ordinal of each word's stem
    root_of: OrdinalColumn = field(repr=False)  # [W] ordinal of each word's root

    @classmethod
    def empty(cls) -> TermDictionary:
        """The term dictionary of an index without documents."""
        return _with_words(Ordinals([""]))

    def extended(self, words: Iterable[str]) -> TermDictionary:
        """The same with new words; the ordinals it has stay as they are."""
        return _with_words(self.words.extended(words), self)

    def save(self, folder: Path) -> None:
        """Write it into a generation's folder."""
        for name in _TEXTS:
            texts: Ordinals = getattr(self, name)
            (folder / f"{name}.txt").write_text("\n".join(texts.texts), encoding="utf-8", newline="\n")
        save(folder / "terms.bin", {"stem_of": self.stem_of, "root_of": self.root_of})

    @classmethod
    def load(cls, folder: Path) -> TermDictionary:
        """Read it from a generation's folder."""
        arrays = load(folder / "terms.bin")
        texts = {name: Ordinals((folder / f"{name}.txt").read_text("utf-8").split("\n")) for name in _TEXTS}
        return cls(**texts, stem_of=arrays["stem_of"], root_of=arrays["root_of"])


_TEXTS = ("words", "stems", "roots")


def _with_words(words: Ordinals, known: TermDictionary | None = None) -> TermDictionary:
    """A term dictionary of these words. The words that are already known come first."""
    new = words.texts[len(known.words.texts) if known else 0 :]
    none = np.empty(0, np.uint32)
    stems, stem_of = _classes(new, stem, known.stems if known else Ordinals([]))
    roots, root_of = _classes(new, root, known.roots if known else Ordinals([]))
    return TermDictionary(
        words,
        stems,
        roots,
        np.concatenate([known.stem_of if known else none, stem_of]),
        np.concatenate([known.root_of if known else none, root_of]),
    )


def _classes(
    words: Sequence[str], class_of: Callable[[str], str], known: Ordinals
) -> tuple[Ordinals, OrdinalColumn]:
    """The classes with those of some words added, and the ordinal of each word's class."""
    texts = [class_of(word) if word else "" for word in words]
    classes = known.extended(texts)
    return classes, np.fromiter((classes.ordinal[text] for text in texts), np.uint32, len(texts))

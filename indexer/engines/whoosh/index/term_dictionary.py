"""The term dictionary: the words of a library with ordinals, stems and roots.

A root stands for a word family. Later generations keep every ordinal, so that old segments stay valid. Word
0 is the position gap between lines and parts of a document.
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
    """Distinct texts; the ordinal of a text is its index."""

    texts: list[str]

    @cached_property
    def ordinal(self) -> dict[str, int]:
        """The ordinal of each text."""
        return {text: ordinal for ordinal, text in enumerate(self.texts)}

    def extended(self, texts: Iterable[str]) -> Ordinals:
        """These texts, with new ones added at the end."""
        return Ordinals(list(dict.fromkeys([*self.texts, *texts])))


@dataclass(frozen=True)
class TermDictionary:
    """W words with their stems and family roots."""

    words: Ordinals
    stems: Ordinals
    roots: Ordinals
    stem_of: OrdinalColumn = field(repr=False)  # [W] ordinal of each word's stem
    root_of: OrdinalColumn = field(repr=False)  # [W] ordinal of each word's root

    @classmethod
    def empty(cls) -> TermDictionary:
        """The term dictionary of an empty index."""
        return _with_words(Ordinals([""]))

    def extended(self, words: Iterable[str]) -> TermDictionary:
        """The dictionary with new words added; existing ordinals do not change."""
        return _with_words(self.words.extended(words), self)

    def save(self, folder: Path) -> None:
        """Write the dictionary into a generation's folder."""
        for name in _TEXTS:
            texts: Ordinals = getattr(self, name)
            (folder / f"{name}.txt").write_text("\n".join(texts.texts), encoding="utf-8", newline="\n")
        save(folder / "terms.bin", {"stem_of": self.stem_of, "root_of": self.root_of})

    @classmethod
    def load(cls, folder: Path) -> TermDictionary:
        """Read the dictionary in a generation's folder."""
        arrays = load(folder / "terms.bin")
        texts = {name: Ordinals((folder / f"{name}.txt").read_text("utf-8").split("\n")) for name in _TEXTS}
        return cls(**texts, stem_of=arrays["stem_of"], root_of=arrays["root_of"])


_TEXTS = ("words", "stems", "roots")


def _with_words(words: Ordinals, known: TermDictionary | None = None) -> TermDictionary:
    """A term dictionary of these words, which begin with the words of `known`."""
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
    """The classes extended by those of some words, and the class of each word."""
    texts = [class_of(word) if word else "" for word in words]
    classes = known.extended(texts)
    return classes, np.fromiter((classes.ordinal[text] for text in texts), np.uint32, len(texts))

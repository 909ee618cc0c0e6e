"""The metadata of a generation, in one small file."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from indexer.language.synonyms import Synonym
from indexer.rules.categories import shown_names, shows_derived
from indexer.rules.schema import analysis_version

FILE = "state.json"
ORDER = "order.bin"
SEGMENTS = "segments"
WHOOSH = "whoosh"

FORMAT = "8"
"""The version of the files in a generation; raise it when any of them changes.

Profiles in older versions (`segments` here, `blob` and `blobs` of a segment's documents) must stay readable
for ever."""


def schema_version() -> str:
    """The version of format and analysis; an index of another one is built again."""
    return f"{FORMAT}.{analysis_version()}"


class ShownCategories(NamedTuple):
    """The names of the shown categories, the index of each document's name, and whether they are derived.

    Of names that differ only in case, all documents have the most common one.
    """

    names: tuple[str, ...]
    of: npt.NDArray[np.int32]  # [N] 0: none
    derived: bool


class IndexMetadata(msgspec.Struct, frozen=True):
    """Segments with their deleted documents, categories by ordinal, and synonyms."""

    segments: dict[str, list[int]] = {}
    categories: tuple[str, ...] = ("",)
    synonyms: tuple[Synonym, ...] = ()

    def shown(
        self, category: npt.NDArray[np.int32], live: npt.NDArray[np.bool_], derived: bool | None = None
    ) -> ShownCategories:
        """The categories to show for documents; without `derived`, the live documents decide which."""
        numbers = np.bincount(category[live], minlength=len(self.categories))
        counts = dict(zip(self.categories, numbers.tolist(), strict=True))
        if derived is None:
            derived = shows_derived(key for key, count in counts.items() if count)
        name_of = shown_names(counts, derived=derived)
        index = {name: at for at, name in enumerate(dict.fromkeys(name_of.values()))}
        indices: npt.NDArray[np.int32] = np.array([index[name] for name in name_of.values()], np.int32)
        return ShownCategories(tuple(index), indices[category], derived)

    def save(self, folder: Path) -> None:
        """Write the metadata into a generation's folder."""
        (folder / FILE).write_bytes(msgspec.json.format(msgspec.json.encode(self)))

    @classmethod
    def load(cls, folder: Path) -> IndexMetadata | None:
        """Read the metadata in a generation's folder; None if there is none yet."""
        path = folder / FILE
        return msgspec.json.decode(path.read_bytes(), type=cls) if path.exists() else None


def is_of_segment(file: str) -> bool:
    """Whether a file of a generation belongs to a segment: such a file is written once and never changed.

    Whoosh's table of contents does not, whatever it is called.
    """
    return file.startswith((f"{SEGMENTS}/", f"{WHOOSH}/")) and not file.endswith(".toc")

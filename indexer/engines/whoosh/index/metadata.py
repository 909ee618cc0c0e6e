"""What a generation says of itself in one small file."""

from __future__ import annotations

from pathlib import Path

import msgspec

from indexer.language.synonyms import Synonym
from indexer.rules.schema import analysis_version

FILE = "state.json"
ORDER = "order.bin"
SEGMENTS = "segments"
WHOOSH = "whoosh"

FORMAT = "6"
"""The files of a generation; raise it when any of them changes its shape. What an older one holds of the
profiles (`segments` here, `blob` and `blobs` of a segment's documents) must stay readable for ever."""


def schema_version() -> str:
    """Format and analysis: an index of another one is built anew."""
    return f"{FORMAT}.{analysis_version()}"


class IndexMetadata(msgspec.Struct, frozen=True):
    """Segments with the documents taken out of them, categories in the order of their numbers, synonyms."""

    segments: dict[str, list[int]] = {}
    categories: tuple[str, ...] = ("",)
    synonyms: tuple[Synonym, ...] = ()

    def save(self, folder: Path) -> None:
        """Write it into a generation."""
        (folder / FILE).write_bytes(msgspec.json.format(msgspec.json.encode(self)))

    @classmethod
    def load(cls, folder: Path) -> IndexMetadata | None:
        """Read it from a generation's folder; none where there is nothing yet."""
        path = folder / FILE
        return msgspec.json.decode(path.read_bytes(), type=cls) if path.exists() else None

"""What a generation says of itself in one small file."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import msgspec

import indexer
from indexer.language.synonyms import Synonym

FILE = "state.json"
ORDER = "order.bin"
SEGMENTS = "segments"
WHOOSH = "whoosh"

FORMAT = "4"
"""The files of a generation; raise it when any of them changes its shape. What an older one holds of the
profiles (`segments` here, `blob` and `blobs` of a segment's documents) must stay readable for ever."""


READ_BY = ("language/**/*", "qualification/**/*", "readers/**/*", "markdown.py", "profile.py")
"""The code and data that make an index out of a file."""


def _analysis_version() -> str:
    """A hash of what reads a profile: whoever changes that cannot forget to say so."""
    digest = sha256()
    for pattern in READ_BY:
        for file in sorted(Path(indexer.__file__).parent.glob(pattern)):
            if file.suffix in (".py", ".toml", ".txt"):
                digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


SCHEMA_VERSION = f"{FORMAT}.{_analysis_version()}"
"""Format and analysis: an index of another one is built anew."""


class State(msgspec.Struct, frozen=True):
    """Segments with the documents taken out of them, categories in the order of their numbers, synonyms."""

    segments: dict[str, list[int]] = {}
    categories: tuple[str, ...] = ("",)
    synonyms: tuple[Synonym, ...] = ()

    def save(self, folder: Path) -> None:
        """Write it into a generation."""
        (folder / FILE).write_bytes(msgspec.json.format(msgspec.json.encode(self)))

    @classmethod
    def load(cls, folder: Path) -> State | None:
        """Read it from a generation's folder; none where there is nothing yet."""
        path = folder / FILE
        return msgspec.json.decode(path.read_bytes(), type=cls) if path.exists() else None

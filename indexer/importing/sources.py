"""The sources of an import: what is in its folders and files, and how it is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from indexer.errors import ContentError, UsageError
from indexer.importing.exports.records import ExportedRecord, csv_records, json_records
from indexer.importing.exports.wordpress import wordpress_records
from indexer.readers import RECORDS, SUFFIXES, is_note

ReadRecords = Callable[[Path], Iterator[ExportedRecord | ContentError]]

EXPORTS: dict[str, ReadRecords] = {
    RECORDS: json_records,
    ".ndjson": json_records,
    ".json": json_records,
    ".csv": csv_records,
    ".tsv": csv_records,
    ".xml": wordpress_records,
    ".wxr": wordpress_records,
}
"""The readers of files that hold many profiles."""

SETTINGS = frozenset({"headings.toml", "keys.toml", "categories.toml", "synonyms.toml", "check.toml"})
"""Files of a library that say how it is read; they are not sources of profiles."""

KINDS = ", ".join(dict.fromkeys((*SUFFIXES, *EXPORTS)))


class ListedFile(NamedTuple):
    """A file of a source, the source, and the folder below it in which the file is."""

    path: Path
    root: Path
    folder: Path

    @property
    def suffix(self) -> str:
        """The suffix, in small letters."""
        return self.path.suffix.lower()

    @property
    def library(self) -> Path:
        """The folder whose own headings and keys count."""
        return self.root if self.root.is_dir() else self.root.parent


def files_in(sources: Sequence[Path]) -> list[ListedFile]:
    """The files of some folders and files, each once, in order; raises UsageError for what is not there."""
    found: dict[Path, ListedFile] = {}
    for source in sources:
        if not source.exists():
            raise UsageError(f"{source} does not exist. Give a folder or a file to import.")
        for each in _files(source):
            found.setdefault(each.path.resolve(), each)
    return list(found.values())


def is_source(file: ListedFile) -> bool:
    """Whether a file may hold profiles, by its name."""
    return file.suffix in SUFFIXES or file.suffix in EXPORTS


def _files(source: Path) -> Iterator[ListedFile]:
    if not source.is_dir():
        yield ListedFile(source, source, Path())
        return
    for folder, folders, names in os.walk(source):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            hidden = name.startswith((".", "#", "~")) or name in SETTINGS or is_note(path)
            if not hidden and path.is_file():
                yield ListedFile(path, source, path.parent.relative_to(source))

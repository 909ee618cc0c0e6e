"""A benchmark's documents: what every engine is given to index.

This module and the peers need nothing but the standard library, because a peer may run in another
interpreter than ours (Debian's Xapian lives in Debian's Python).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

WEIGHTS = {
    "title": 5.0,
    "alternative_titles": 4.0,
    "summary": 2.0,
    "description": 1.0,
    "duties": 1.0,
    "skills": 1.0,
    "requirements": 1.0,
    "opportunities": 1.0,
    "other": 1.0,
}
"""Every field that is searched, and how much a word in it weighs."""

SECTIONS = tuple(WEIGHTS)[2:]
"""The fields that snippets are taken from."""


class Document(NamedTuple):
    """A profile as plain values; `sections` are (kind, heading, text), a facet counts `qualifications`."""

    id: str
    title: str
    alternative_titles: tuple[str, ...]
    sections: tuple[tuple[str, str, str], ...]
    qualifications: tuple[str, ...]

    def fields(self) -> dict[str, str]:
        """The text of every searched field."""
        found = dict.fromkeys(WEIGHTS, "")
        found["title"] = self.title
        found["alternative_titles"] = "\n".join(self.alternative_titles)
        for kind, _, text in self.sections:
            found[kind] = f"{found[kind]}\n{text}" if found[kind] else text
        return found

    def text(self) -> str:
        """All sections as one text."""
        return "\n".join(text for _, _, text in self.sections)


def write(path: Path, documents: Iterable[Document]) -> None:
    """Write documents, one a line."""
    with path.open("w", encoding="utf-8") as file:
        for document in documents:
            file.write(json.dumps(document) + "\n")


def read(path: Path) -> Iterator[Document]:
    """Read documents, one a line."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield document(json.loads(line))


def document(values: list[object]) -> Document:
    """A document from its values as JSON has them."""
    id_, title, names, sections, qualifications = values
    return Document(
        str(id_),
        str(title),
        tuple(names),  # type: ignore[arg-type]  # the shape is that of `write`
        tuple(tuple(section) for section in sections),  # type: ignore[attr-defined]  # likewise
        tuple(qualifications),  # type: ignore[arg-type]  # likewise
    )

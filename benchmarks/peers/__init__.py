"""The engines that are measured, each behind the same few verbs."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Protocol

from benchmarks.document import Document

ANY = "any"
ALL = "all"


class Answer(NamedTuple):
    """A full answer: the first ten, how many there are, counts by qualification, snippets of the ten."""

    ids: list[str]
    total: int
    counts: dict[str, int]
    snippets: list[str]


class Peer(Protocol):
    """An engine, set up as its own documentation advises.

    `words` is any or all: whether a profile must have one of the words or every one. An engine with a
    rule of its own for that ignores it.
    """

    def version(self) -> str:
        """What is measured."""

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """Build an index in an empty folder, down to the disk."""

    def check(self, folder: Path) -> bool:
        """Check that an index is whole, as it does before it opens it; False where it never does."""

    def open(self, folder: Path) -> None:
        """Open the index in a folder for answering."""

    def answer(self, text: str, words: str) -> Answer:
        """The full answer to a question."""

    def match(self, text: str, words: str) -> list[str]:
        """The best ten, and nothing else."""

    def facets(self, text: str, words: str) -> dict[str, int]:
        """The counts over everything that matches, and nothing else."""

    def update(self, document: Document) -> None:
        """Replace a document, so that the next answer knows it and a crash does not lose it."""


PEERS = {
    "us": ("benchmarks.peers.us", "Us"),
    "tantivy": ("benchmarks.peers.rust", "Tantivy"),
    "xapian": ("benchmarks.peers.debian", "Xapian"),
    "fts5": ("benchmarks.peers.sqlite", "Sqlite"),
    "whoosh": ("benchmarks.peers.stock", "StockWhoosh"),
}
"""Module and class of every peer, by the name it has on the command line."""

EARLIER = "earlier"
"""What another version of ours is called beside the peers."""

LABELS = {
    "us": "profile-index",
    EARLIER: "profile-index, earlier",
    "tantivy": "tantivy",
    "xapian": "Xapian",
    "fts5": "SQLite FTS5",
    "whoosh": "stock Whoosh",
}


def peer(name: str) -> Peer:
    """The peer with this name; ImportError where it is not installed."""
    module, kind = PEERS[name]
    found: Peer = getattr(importlib.import_module(module), kind)()
    return found

"""Stock Whoosh: its MultifieldParser, its BM25F, its facets, its highlighter."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import whoosh
from whoosh import fields, index, qparser, sorting
from whoosh.analysis import StemmingAnalyzer

from benchmarks.document import SECTIONS, WEIGHTS, Document
from benchmarks.peers import ALL, Answer


class StockWhoosh:
    """An index with stored text; `limit=None`, because with a limit it misses hits (see the notes)."""

    _index: Any
    _searcher: Any
    _parsers: dict[bool, Any]

    def version(self) -> str:
        """The library's version."""
        return f"whoosh3 {whoosh.versionstring()}"

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """One commit into one segment."""
        writer = index.create_in(folder, _schema()).writer(limitmb=512)
        for document in documents:
            writer.add_document(**_row(document))
        writer.commit()

    def check(self, folder: Path) -> bool:  # noqa: ARG002  # it opens what it finds
        """Nothing is checked."""
        return False

    def open(self, folder: Path) -> None:
        """A searcher and two parsers that are kept."""
        self._index = index.open_dir(folder)
        self._searcher = self._index.searcher()
        groups = {True: qparser.AndGroup, False: qparser.OrGroup}
        self._parsers = {
            every: qparser.MultifieldParser(list(WEIGHTS), _schema(), WEIGHTS, group=group)
            for every, group in groups.items()
        }

    def answer(self, text: str, words: str) -> Answer:
        """One search that groups, then highlights of the ten in every section."""
        found = self._search(text, words, self._facet())
        snippets = [_snippet(hit) for hit in found[:10]]
        return Answer([hit["id"] for hit in found[:10]], len(found), _counts(found), snippets)

    def match(self, text: str, words: str) -> list[str]:
        """The ranking alone."""
        return [hit["id"] for hit in self._search(text, words, None)[:10]]

    def facets(self, text: str, words: str) -> dict[str, int]:
        """The grouping, which Whoosh cannot do without scoring."""
        return _counts(self._search(text, words, self._facet()))

    def update(self, document: Document) -> None:
        """Update by the unique id, commit, refresh."""
        writer = self._index.writer()
        writer.update_document(**_row(document))
        writer.commit(merge=False)
        self._searcher = self._searcher.refresh()

    def _facet(self) -> Any:
        return sorting.FieldFacet("qualification", allow_overlap=True, maptype=sorting.Count)

    def _search(self, text: str, words: str, facet: Any) -> Any:
        query = self._parsers[words == ALL].parse(text)
        return self._searcher.search(query, limit=None, groupedby={"qualification": facet} if facet else None)


def _schema() -> fields.Schema:
    text = {name: fields.TEXT(analyzer=StemmingAnalyzer(), stored=True) for name in WEIGHTS}
    return fields.Schema(id=fields.ID(unique=True, stored=True), qualification=fields.KEYWORD, **text)


def _row(document: Document) -> dict[str, str]:
    texts = {name: text for name, text in document.fields().items() if text}
    return {"id": document.id, "qualification": " ".join(document.qualifications), **texts}


def _counts(found: Any) -> dict[str, int]:
    return {value: count for value, count in found.groups("qualification").items() if value}


def _snippet(hit: Any) -> str:
    return " ".join(hit.highlights(name, top=1) for name in SECTIONS if name in hit)

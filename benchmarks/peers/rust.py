"""tantivy: English stems, boosted fields, a terms aggregation over a fast field, its own snippets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.document import WEIGHTS, Document
from benchmarks.peers import ALL, Answer

TEXT = ("text",)
"""All sections as one: cutting a snippet from each of seven fields takes it three times as long."""

FACET = {"counts": {"terms": {"field": "qualification", "size": 30}}}


class Tantivy:
    """An index with a field for each kind of section."""

    _index: tantivy.Index
    _searcher: tantivy.Searcher

    def version(self) -> str:
        """The version of its Python package."""
        return f"tantivy {metadata.version('tantivy')}"

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """One commit by the default number of threads, then its merges."""
        writer = tantivy.Index(_schema(), path=str(folder)).writer()
        for document in documents:
            writer.add_document(_document(document))
        writer.commit()
        writer.wait_merging_threads()

    def check(self, folder: Path) -> bool:  # noqa: ARG002  # it opens what it finds
        """Nothing is checked."""
        return False

    def open(self, folder: Path) -> None:
        """A searcher that is kept."""
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def answer(self, text: str, words: str) -> Answer:
        """Rank and count in one pass, aggregate, and cut snippets of the ten."""
        query = self._query(text, words)
        found = self._searcher.search(query, limit=10)
        counts = self._counts(query)
        best = [self._searcher.doc(address) for _, address in found.hits]
        maker = tantivy.SnippetGenerator.create(
            self._searcher, self._query(text, words, TEXT), self._index.schema, *TEXT
        )
        snippets = [maker.snippet_from_doc(document).fragment() for document in best]
        total: int = found.count
        return Answer([document["id"][0] for document in best], total, counts, snippets)

    def match(self, text: str, words: str) -> list[str]:
        """The ten best alone, which lets it skip blocks that cannot win."""
        found = self._searcher.search(self._query(text, words), limit=10, count=False)
        return [self._searcher.doc(address)["id"][0] for _, address in found.hits]

    def facets(self, text: str, words: str) -> dict[str, int]:
        """The aggregation alone."""
        return self._counts(self._query(text, words))

    def update(self, document: Document) -> None:
        """Delete by id, add, commit, reload."""
        writer = self._index.writer()
        writer.delete_documents_by_term("id", document.id)
        writer.add_document(_document(document))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def _query(self, text: str, words: str, fields: Sequence[str] = tuple(WEIGHTS)) -> tantivy.Query:
        return self._index.parse_query(
            " ".join(re.findall(r"\w+", text)),
            list(fields),
            field_boosts=WEIGHTS,
            conjunction_by_default=words == ALL,
        )

    def _counts(self, query: tantivy.Query) -> dict[str, int]:
        found: Any = self._searcher.aggregate(query, FACET)
        return {bucket["key"]: bucket["doc_count"] for bucket in found["counts"]["buckets"]}


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("qualification", fast=True, tokenizer_name="raw")
    for name in WEIGHTS:
        builder.add_text_field(name, tokenizer_name="en_stem")
    builder.add_text_field(*TEXT, stored=True, tokenizer_name="en_stem", index_option="basic")
    return builder.build()


def _document(document: Document) -> tantivy.Document:
    fields = {name: text for name, text in document.fields().items() if text}
    qualifications = list(document.qualifications)
    return tantivy.Document(id=document.id, qualification=qualifications, text=document.text(), **fields)

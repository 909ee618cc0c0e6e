"""Xapian: English stems, BM25 over weighted words, a match spy for the facet, its own snippets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xapian

from benchmarks.document import WEIGHTS, Document
from benchmarks.peers import ALL, Answer

QUALIFICATIONS = 0
"""The value slot of the facet: all values of a profile as one string, so that one spy counts them."""


class Xapian:
    """One database; a word's weight comes from the field it stands in (as `wdf_inc`)."""

    _database: Any
    _folder: Path

    def __init__(self) -> None:
        self._stem = xapian.Stem("english")

    def version(self) -> str:
        """The library's version."""
        return f"Xapian {xapian.version_string()}"

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """One database, committed at the end."""
        database = xapian.WritableDatabase(str(folder), xapian.DB_CREATE_OR_OPEN)
        for document in documents:
            database.add_document(self._document(document))
        database.commit()
        database.close()

    def check(self, folder: Path) -> bool:  # noqa: ARG002  # it opens what it finds
        """Nothing is checked."""
        return False

    def open(self, folder: Path) -> None:
        """A database that is kept."""
        self._folder = folder
        self._database = xapian.Database(str(folder))

    def answer(self, text: str, words: str) -> Answer:
        """One match that ranks the best ten and lets the spy see every hit, then snippets."""
        found, counts = self._found(text, words, 10, counted=True)
        data = [hit.document.get_data().decode() for hit in found]
        snippets = [found.snippet(text.partition("\n")[2], 200, self._stem).decode() for text in data]
        ids = [text.partition("\n")[0] for text in data]
        return Answer(ids, found.get_matches_estimated(), counts, snippets)

    def match(self, text: str, words: str) -> list[str]:
        """The best ten alone."""
        found, _ = self._found(text, words, 10)
        return [hit.document.get_data().decode().partition("\n")[0] for hit in found]

    def facets(self, text: str, words: str) -> dict[str, int]:
        """The spy alone, nothing weighed."""
        return self._found(text, words, 0, counted=True)[1]

    def update(self, document: Document) -> None:
        """Replace by the id's term, commit, reopen."""
        database = xapian.WritableDatabase(str(self._folder), xapian.DB_OPEN)
        database.replace_document(f"Q{document.id}", self._document(document))
        database.commit()
        database.close()
        self._database.reopen()

    def _found(
        self, text: str, words: str, count: int, *, counted: bool = False
    ) -> tuple[Any, dict[str, int]]:
        parser = xapian.QueryParser()
        parser.set_stemmer(self._stem)
        parser.set_default_op(xapian.Query.OP_AND if words == ALL else xapian.Query.OP_OR)
        enquire = xapian.Enquire(self._database)
        enquire.set_query(parser.parse_query(text, 0))
        enquire.set_weighting_scheme(xapian.BM25Weight() if count else xapian.BoolWeight())
        if not counted:
            return enquire.get_mset(0, count), {}
        spy = xapian.ValueCountMatchSpy(QUALIFICATIONS)
        enquire.add_matchspy(spy)
        found = enquire.get_mset(0, count, self._database.get_doccount())
        return found, _counts(spy)

    def _document(self, document: Document) -> Any:
        made = xapian.Document()
        terms = xapian.TermGenerator()
        terms.set_stemmer(self._stem)
        terms.set_document(made)
        for name, text in document.fields().items():
            terms.index_text(text, int(WEIGHTS[name]))
            terms.increase_termpos()
        made.add_value(QUALIFICATIONS, " ".join(document.qualifications))
        made.set_data(f"{document.id}\n{document.text()}")
        made.add_boolean_term(f"Q{document.id}")
        return made


def _counts(spy: Any) -> dict[str, int]:
    counts: dict[str, int] = {}
    for item in spy.values():
        for value in item.term.decode().split():
            counts[value] = counts.get(value, 0) + item.termfreq
    return counts

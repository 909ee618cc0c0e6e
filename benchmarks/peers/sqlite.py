"""SQLite FTS5: porter stems, weighted bm25, facets by row id, snippets once the ten are known."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.document import WEIGHTS, Document
from benchmarks.peers import ALL, Answer

EVERY = ""
"""A facet value that every profile has, so that one query counts both the hits and their facets."""

SCHEMA = """
PRAGMA journal_mode = wal;
CREATE VIRTUAL TABLE profile USING fts5({columns}, tokenize = 'porter unicode61');
INSERT INTO profile (profile, rank) VALUES ('rank', 'bm25({weights})');
CREATE TABLE name (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE qualification (number INTEGER, value TEXT, PRIMARY KEY (number, value)) WITHOUT ROWID;
"""
FEEDBACK_PROFILES = "SELECT rowid FROM profile WHERE profile MATCH ? ORDER BY rank LIMIT 10"
COUNTS = """SELECT value, count(*) FROM qualification
    WHERE number IN (SELECT rowid FROM profile WHERE profile MATCH ?) GROUP BY value"""
SNIPPET = "SELECT snippet(profile, -1, '[', ']', '...', 30) FROM profile WHERE profile MATCH ? AND rowid = ?"


class Sqlite:
    """One table for the text, one for the facet."""

    weights: Mapping[str, float] = WEIGHTS
    _database: sqlite3.Connection

    def columns(self, document: Document) -> Sequence[str]:
        """The text of each column of a document."""
        return tuple(document.fields().values())

    def version(self) -> str:
        """SQLite's version."""
        return f"SQLite FTS5 {sqlite3.sqlite_version}"

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """One transaction, then FTS5's own `optimize`."""
        database = sqlite3.connect(folder / "index.sqlite")
        weights = ", ".join(map(str, self.weights.values()))
        database.executescript(SCHEMA.format(columns=", ".join(self.weights), weights=weights))
        with database:
            for number, document in enumerate(documents):
                self._insert(database, number, document)
            database.execute("INSERT INTO profile (profile) VALUES ('optimize')")
        database.execute("PRAGMA wal_checkpoint(truncate)")
        database.close()

    def check(self, folder: Path) -> bool:  # noqa: ARG002  # it opens what it finds
        """Nothing is checked."""
        return False

    def open(self, folder: Path) -> None:
        """A connection with room for the whole index in memory, and every commit synced."""
        self._database = sqlite3.connect(folder / "index.sqlite")
        self._database.executescript(
            "PRAGMA synchronous = full; PRAGMA cache_size = -500000; PRAGMA mmap_size = 2000000000"
        )

    def answer(self, text: str, words: str) -> Answer:
        """Rank, then count, then cut snippets of the ten."""
        question = _question(text, words)
        best = self._best(question)
        counts = self._counts(question)
        snippets = [self._database.execute(SNIPPET, (question, number)).fetchone()[0] for number in best]
        return Answer(self._names(best), counts.pop(EVERY, 0), counts, snippets)

    def match(self, text: str, words: str) -> list[str]:
        """The ranking query alone."""
        return self._names(self._best(_question(text, words)))

    def facets(self, text: str, words: str) -> dict[str, int]:
        """The counting query alone."""
        return self._counts(_question(text, words))

    def update(self, document: Document) -> None:
        """Delete and insert in one transaction."""
        with self._database as database:
            [number] = database.execute("SELECT number FROM name WHERE id = ?", [document.id]).fetchone()
            for table, key in (("profile", "rowid"), ("name", "number"), ("qualification", "number")):
                database.execute(f"DELETE FROM {table} WHERE {key} = ?", [number])
            self._insert(database, number, document)

    def _insert(self, database: sqlite3.Connection, number: int, document: Document) -> None:
        columns = self.columns(document)
        names = ", ".join(self.weights)
        insert = f"INSERT INTO profile (rowid, {names}) VALUES (?{', ?' * len(columns)})"  # our own names
        database.execute(insert, (number, *columns))
        database.execute("INSERT INTO name VALUES (?, ?)", (number, document.id))
        values = [(number, value) for value in (EVERY, *document.qualifications)]
        database.executemany("INSERT INTO qualification VALUES (?, ?)", values)

    def _best(self, question: str) -> list[int]:
        return [number for (number,) in self._database.execute(FEEDBACK_PROFILES, [question])]

    def _counts(self, question: str) -> dict[str, int]:
        return dict(self._database.execute(COUNTS, [question]).fetchall())

    def _names(self, numbers: list[int]) -> list[str]:
        query = "SELECT id FROM name WHERE number = ?"
        return [self._database.execute(query, [number]).fetchone()[0] for number in numbers]


class SqliteOfThree(Sqlite):
    """The same with three columns: title, other titles and all other text."""

    weights: Mapping[str, float] = {"title": 5.0, "alternative_titles": 4.0, "text": 1.0}

    def columns(self, document: Document) -> Sequence[str]:
        """The text of each column of a document."""
        return document.title, "\n".join(document.alternative_titles), document.text()


def _question(text: str, words: str) -> str:
    quoted = [f'"{word}"' for word in re.findall(r"\w+", text)]
    return (" AND " if words == ALL else " OR ").join(quoted)

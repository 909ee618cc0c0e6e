"""Synonyms: the list that ships, and a library's own.

A file has two tables, `[one_way]` and `[both_ways]`. A line in them, `"bin man" = ["refuse collector"]`, has
what people type and what the library may call it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from indexer.error_messages import about_file, about_toml
from indexer.errors import ContentError
from indexer.language.words import plain_stems, plain_words, stem

SHIPPED = Path(__file__).with_name("synonyms.toml")
"""The file of synonyms that ships."""

TABLES = {"one_way": False, "both_ways": True}
"""The tables of a file, and whether their synonyms hold both ways."""


class Synonym(msgspec.Struct, frozen=True):
    """A synonym: what people type, and what the library calls it.

    If `both_ways`, each may stand for the other.
    """

    typed: str
    means: tuple[str, ...]
    both_ways: bool = False


class Thesaurus:
    """Synonyms by the stems of what is typed, however its words are divided (health care, healthcare)."""

    def __init__(self, synonyms: Iterable[Synonym]) -> None:
        self._meanings: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
        self._by_joined: dict[str, dict[tuple[str, ...], None]] = {}
        self._divided: dict[tuple[str, ...], str] = {}
        self._words: set[str] = set()
        for synonym in synonyms:
            for meaning in synonym.means:
                self._add(synonym.typed, meaning)
                if synonym.both_ways:
                    self._add(meaning, synonym.typed)
        self.longest = max(map(len, self._meanings), default=0)
        """The number of words in the longest entry."""

    def knows(self, word: str) -> bool:
        """Whether a word, or its singular, is in an entry."""
        return word in self._words or word.removesuffix("s") in self._words or stem(word) in self._by_joined

    def meanings(self, stems: Sequence[str], words: Sequence[str] = ()) -> tuple[tuple[str, ...], ...]:
        """The synonyms of these stems (of these words, if given), side by side.

        Each meaning is a sequence of stems.
        """
        found = self._meanings.get(tuple(stems), {})
        joined = self._by_joined.get(stem("".join(words)), {}) if words else {}
        return tuple({**found, **joined} if joined else found)

    def spellings(self, meaning: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """A meaning, and the same with two of its words as one: a library may write either."""
        return (meaning, *_divided(self._divided.get(meaning, "")))

    def _add(self, typed: str, meaning: str) -> None:
        key, value = _stems(typed), _stems(meaning)
        if key and value and key != value:
            self._meanings.setdefault(key, {})[value] = None
            self._by_joined.setdefault(stem("".join(plain_words(typed))), {})[value] = None
            self._divided[value] = meaning
            self._words.update(typed.split(" "))


def _divided(name: str) -> Iterator[tuple[str, ...]]:
    """The stems of a name with two of its words as one: (healthcar, assist) for "health care assistant"."""
    words = plain_words(name)
    for at in range(len(words) - 1):
        yield tuple(map(stem, (*words[:at], words[at] + words[at + 1], *words[at + 2 :])))


_stems = lru_cache(maxsize=16_384)(plain_stems)


@cache
def shipped() -> tuple[Synonym, ...]:
    """The synonyms that ship with this package."""
    return read_synonyms(SHIPPED)


def read_synonyms(path: Path) -> tuple[Synonym, ...]:
    """The synonyms in a file; raises ContentError with path and line."""
    text = _text(path)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, line = about_toml(error, text)
        raise ContentError(message, path=str(path), line=line) from error
    for name in tables.keys() - TABLES.keys():
        message = f"{name} is not a table of synonyms; put synonyms under [one_way] or [both_ways]"
        raise ContentError(message, path=str(path), line=_line(text, name))
    return tuple(synonym for name, table in tables.items() for synonym in _synonyms(name, table, text, path))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ContentError(f"cannot be read: {about_file(error)}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise ContentError("is not UTF-8 text; save it as UTF-8", path=str(path)) from error


def _synonyms(name: str, table: object, text: str, path: Path) -> Iterator[Synonym]:
    if not isinstance(table, Mapping):
        message = f"{name} is a single value; write [{name}] on the line above its synonyms"
        raise ContentError(message, path=str(path), line=_line(text, name))
    for typed, means in table.items():
        meanings = [means] if isinstance(means, str) else means
        if (
            not _is_said(typed)
            or not isinstance(meanings, list)
            or not meanings
            or not all(map(_is_said, meanings))
        ):
            message = f'"{typed}" needs a list of meanings, as in "bin man" = ["refuse collector"]'
            raise ContentError(message, path=str(path), line=_line(text, typed))
        yield Synonym(typed, tuple(meanings), TABLES[name])


def _is_said(value: object) -> bool:
    return isinstance(value, str) and bool(_stems(value))


def _line(text: str, key: str) -> int | None:
    """The line of a key; None if it is written with escapes."""
    pattern = re.compile(rf"""\s*\[?\s*["']?{re.escape(key)}["']?\s*[=\].]""")
    return next((n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line)), None)

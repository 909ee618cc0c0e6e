"""Headings and the kinds of section they begin, from a table for editors."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias

from rapidfuzz import process

from indexer.complaints import about_file, about_toml
from indexer.errors import ContentError
from indexer.profile import SectionKind

SHIPPED = Path(__file__).with_name("headings.toml")
"""The file with the table that ships."""

LEFT_OUT = "left_out"
"""The row of headings whose text belongs to the page, not to the profile."""

LONGEST = 150
"""The most characters of a heading."""

Table: TypeAlias = Mapping[str, Sequence[str]]


class Headings:
    """Headings and their kinds; `*` in a heading stands for one or more words."""

    def __init__(self, tables: Sequence[Table], digest: bytes = b"") -> None:
        self.digest = digest
        """The hash of the library's own headings; empty if it has none."""
        self._exact: dict[str, str] = {}
        self._patterns: list[tuple[re.Pattern[str], str]] = []
        for table in tables:
            for name, headings in table.items():
                for heading in headings:
                    self._add(_normal(heading), name)

    def kind(self, heading: str) -> SectionKind | None:
        """The kind of section that a heading begins; None if it is not in the table."""
        name = self._name(heading)
        return None if name in (None, LEFT_OUT) else SectionKind(name)

    def left_out(self, heading: str) -> bool:
        """Whether the text below a heading belongs to the page, not to the profile."""
        return self._name(heading) == LEFT_OUT

    def known(self, heading: str) -> bool:
        """Whether a heading is in the table."""
        return self._name(heading) is not None

    def _add(self, heading: str, name: str) -> None:
        if "*" in heading:
            pattern = re.compile(r"\w+(?: \w+)*".join(map(re.escape, heading.split("*"))))
            self._patterns.append((pattern, name))
        else:
            self._exact.setdefault(heading, name)

    def _name(self, heading: str) -> str | None:
        if len(heading) > LONGEST:
            return None
        normal = _normal(heading.replace("*", " "))
        if normal in self._exact:
            return self._exact[normal]
        return next((name for pattern, name in self._patterns if pattern.fullmatch(normal)), None)


@cache
def shipped() -> Headings:
    """The table that ships with this package."""
    return Headings([_shipped_table()])


def extended(path: Path) -> Headings:
    """The table that ships, extended by a library's own file, which wins."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        raise ContentError(f"cannot be read: {about_file(error)}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise ContentError("is not UTF-8; save it as UTF-8", path=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        message, line = about_toml(error, text)
        raise ContentError(message, path=str(path), line=line) from error
    _check(table, path)
    return Headings([table, _shipped_table()], hashlib.sha256(data).digest())


def _shipped_table() -> Table:
    return tomllib.loads(SHIPPED.read_text(encoding="utf-8"))


def _check(table: Mapping[str, object], path: Path) -> None:
    rows = [*SectionKind, LEFT_OUT]
    for name, headings in table.items():
        if name not in rows:
            near = process.extractOne(name, rows, score_cutoff=60)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise ContentError(f'"{name}" is not one of {", ".join(rows)}{hint}', path=str(path))
        if not isinstance(headings, list) or not all(isinstance(each, str) for each in headings):
            raise ContentError(f'"{name}" must be a list of headings in quotes', path=str(path))


def _normal(heading: str) -> str:
    words = re.findall(r"[\w*]+", heading.casefold().replace("&", " and ").replace("'", "").replace("’", ""))
    return " ".join(words)

"""The mapping of an export: what its fields and headings mean in a profile, as TOML to mend."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from indexer.error_messages import about_file, about_toml, near
from indexer.errors import UsageError
from indexer.profile import SectionKind
from indexer.readers.keys import OWN

BODY = "body"
"""What a field means that holds the page itself."""

SECTIONS = "sections"
"""What a field means that holds a list of sections, each with a heading and a text."""

MEANINGS = ("id", *OWN, BODY, SECTIONS)
"""What a field may mean; a field that means "" is left out."""

OF_RECORDS = frozenset(MEANINGS) - frozenset(OWN)
"""What fields of records mean, and keys of front matter cannot."""

TABLES = {
    "keys": 'What each field says of a profile; "" leaves it out.',
    "sections": "Fields that are sections of a profile, and their headings.",
    "headings": 'The kind of section that a heading begins; move those of "other" that are of another kind.',
}
"""The tables of a mapping, and what they are for."""


class FieldMapping(NamedTuple):
    """What fields and headings mean: keys of a profile, headings of sections, and kinds of section."""

    keys: Mapping[str, str] = {}
    sections: Mapping[str, str] = {}
    headings: Mapping[str, Sequence[str]] = {}

    def has(self, name: str) -> bool:
        """Whether a field is mapped, even if it is left out."""
        return name in self.keys or name in self.sections


def read_mapping(path: Path) -> FieldMapping:
    """The mapping in a file; raises UsageError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        tables = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {about_file(error)}") from error
    except tomllib.TOMLDecodeError as error:
        message, line = about_toml(error, text)
        raise UsageError(f"{path}:{line}: {message}") from error
    for name, table in tables.items():
        if name not in TABLES:
            raise UsageError(f'{path}: unknown table "{name[:80]}"{near(name, TABLES)}')
        if not isinstance(table, dict):
            raise UsageError(f'{path}: "{name}" must be a table: [{name}], then lines of name = value')
    _check(tables, path)
    return FieldMapping(*(tables.get(name, {}) for name in TABLES))


def _check(tables: Mapping[str, Mapping[str, object]], path: Path) -> None:
    for field, meaning in tables.get("keys", {}).items():
        if not isinstance(meaning, str) or meaning not in ("", *MEANINGS):
            hint = near(str(meaning), MEANINGS)
            raise UsageError(f'{path}: "{field}" means "{meaning}", which is not a key of a profile{hint}')
    for field, heading in tables.get("sections", {}).items():
        if not isinstance(heading, str) or not heading.strip():
            raise UsageError(f'{path}: the heading of "{field}" must be text in quotes')
    for kind, headings in tables.get("headings", {}).items():
        if kind not in list(SectionKind):
            raise UsageError(f'{path}: "{kind}" is not a kind of section{near(kind, SectionKind)}')
        if not isinstance(headings, list) or not all(isinstance(each, str) for each in headings):
            raise UsageError(f'{path}: "{kind}" must be a list of headings in quotes')


def toml_of(mapping: FieldMapping) -> str:
    """A mapping as TOML, with a comment above each table."""
    parts = []
    for (name, purpose), table in zip(TABLES.items(), mapping, strict=True):
        lines = [f"{_key(key)} = {_value(value)}" for key, value in table.items()]
        if lines:
            parts.append("\n".join([f"# {purpose}", f"[{name}]", *lines]))
    return "\n\n".join(parts) + "\n" if parts else ""


def headings_toml(headings: Mapping[str, Sequence[str]]) -> str:
    """A table of headings as a file `headings.toml`."""
    return "".join(f"{kind} = {_value(each)}\n" for kind, each in headings.items() if each)


def _key(text: str) -> str:
    return text if re.fullmatch("[A-Za-z0-9_-]+", text) else _quoted(text)


def _value(value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        return _quoted(value)
    return "[" + "".join(f"\n    {_quoted(each)}," for each in value) + "\n]"


def _quoted(text: str) -> str:
    """Text as a basic string of TOML."""
    signs = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    written = (signs.get(sign) or (sign if sign.isprintable() else f"\\U{ord(sign):08x}") for sign in text)
    return f'"{"".join(written)}"'

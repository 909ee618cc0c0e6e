"""Records of exports, from JSON, JSON lines and CSV, as tables of fields."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

import msgspec

from indexer.error_messages import about_json
from indexer.errors import ContentError
from indexer.readers import jsonlines
from indexer.readers.document import decode, read_bytes

FieldValue: TypeAlias = "str | tuple[str, ...] | tuple[dict[str, str], ...]"
"""What a field says: a text, a list of texts, or a list of sections (or of ways in) as tables of texts."""

Fields: TypeAlias = dict[str, FieldValue]
"""The fields of a record that say anything; one within another is named `outer.inner`."""

DEEPEST = 6
"""How deeply the list of records, and a field of a record, may be nested."""

TITLES = frozenset({"title", "name", "job_title", "jobtitle"})
"""Keys of an object that is a record itself."""

DELIMITERS = ",;\t|"

UTF_8 = "utf-8"
WINDOWS = "windows-1252"


class ExportedRecord(NamedTuple):
    """A record of an export: its file, its place there, its fields, and what is left out of them.

    `ours` is the whole record where it is in the form of this project's own records.
    """

    path: Path
    number: int
    fields: Fields
    left_out: tuple[str, ...] = ()
    ours: Mapping[str, object] | None = None


def json_records(path: Path) -> Iterator[ExportedRecord | ContentError]:
    """The records of a file of JSON: a list of them anywhere in it, or one record per line."""
    data = read_bytes(path, jsonlines.FILE_LIMIT).removeprefix(b"\xef\xbb\xbf")
    try:
        found = _list_of(msgspec.json.decode(data))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        yield from _lines(path, data)
        return
    for number, record in enumerate(found, 1):
        yield _record(path, number, record)


def csv_records(path: Path) -> Iterator[ExportedRecord | ContentError]:
    """The records of a file of CSV, whose first line names the fields."""
    text = _text(path)
    csv.field_size_limit(min(sys.maxsize, jsonlines.FILE_LIMIT))
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [name.strip() or f"column {at}" for at, name in enumerate(next(rows, []), 1)]
        line = rows.line_num
        for row in rows:
            first, line = line + 1, rows.line_num
            if len(row) > len(names):
                reason = f"the row has {len(row)} fields, more than the first line; check its quotes"
                yield ContentError(reason, path=str(path), line=first)
            elif any(cell.strip() for cell in row):
                fields = {name: cell.strip() for name, cell in zip(names, row, strict=False) if cell.strip()}
                yield ExportedRecord(path, first, dict(fields))
    except csv.Error as error:
        yield ContentError(f"is not valid CSV: {error}", path=str(path), line=rows.line_num)


def _text(path: Path) -> str:
    """A file of CSV as text: in UTF-8, or as spreadsheets save it on Windows."""
    data = read_bytes(path, jsonlines.FILE_LIMIT)
    try:
        data.decode(UTF_8)
    except UnicodeDecodeError:
        data = data.decode(WINDOWS, errors="replace").encode()
    return decode(data, path)


def _lines(path: Path, data: bytes) -> Iterator[ExportedRecord | ContentError]:
    for number, line in jsonlines.lines(data):
        try:
            record = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield ContentError(about_json(error, line), path=str(path), line=number)
        except RecursionError:
            yield ContentError("the record is nested too deeply", path=str(path), line=number)
        else:
            if isinstance(record, dict):
                yield _record(path, number, record)
            else:
                yield ContentError("the line is not an object in { }", path=str(path), line=number)


def _list_of(data: object, depth: int = 0) -> list[dict[str, object]]:
    """The longest list of objects within some JSON; the values of an object of objects are such a list."""
    if isinstance(data, list):
        return [each for each in data if isinstance(each, dict)]
    if not isinstance(data, dict) or depth == DEEPEST:
        return []
    inner = [each for each in data.values() if isinstance(each, dict)]
    if len(inner) == len(data) > 1:
        return [{"id": name} | each for name, each in data.items()]
    lists = (_list_of(each, depth + 1) for each in data.values() if isinstance(each, list | dict))
    found = max(lists, key=len, default=[])
    is_record = any(isinstance(value, str) and key.casefold() in TITLES for key, value in data.items())
    return [data] if is_record or not found else found


def _record(path: Path, number: int, record: dict[str, object]) -> ExportedRecord:
    if not _is_ours(record):
        return ExportedRecord(path, number, dict(_flat(record, "", 0)))
    fields = {name: _value(value) or str(value) for name, value in record.items() if value is not None}
    return ExportedRecord(path, number, fields, ours=record)


def _is_ours(record: dict[str, object]) -> bool:
    """Whether a record is one that an index reads: with a title, and sections of headings and texts."""
    sections = record.get("sections")
    shaped = isinstance(sections, list) and all(
        isinstance(each, dict) and each.keys() == {"heading", "text"} for each in sections
    )
    return shaped and isinstance(record.get("title"), str)


def _flat(record: dict[str, object], before: str, depth: int) -> Iterator[tuple[str, FieldValue]]:
    for key, value in record.items():
        name = f"{before}{key}"
        if isinstance(value, dict) and depth < DEEPEST:
            yield from _flat(value, f"{name}.", depth + 1)
        elif said := _value(value):
            yield name, said


def _value(value: object) -> FieldValue:
    if isinstance(value, list):
        tables = tuple(_texts(each) for each in value if isinstance(each, dict))
        return tables or tuple(filter(None, map(_scalar, value)))
    return _scalar(value)


def _texts(entry: dict[str, object]) -> dict[str, str]:
    """An entry of a list as texts; a list within is one item a line."""
    return {
        key: "\n".join(map(_scalar, value)) if isinstance(value, list) else _scalar(value)
        for key, value in entry.items()
        if value is not None
    }


def _scalar(value: object) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)

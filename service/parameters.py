"""Query parameters, validated by the fields of a msgspec Struct."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import EnumMeta
from functools import cache
from types import NoneType
from typing import Annotated, Any, TypeVar, get_args, get_origin
from urllib.parse import urlencode

import msgspec

from indexer.errors import UsageError

Table = TypeVar("Table", bound=msgspec.Struct)
Pairs = Iterable[tuple[str, str]]


MOST_TOLD = 20
"""The most wrong parameters, and wrong values of one, that an error lists."""

LONGEST_TOLD = 40
"""The most characters of a wrong name or value that an error repeats."""


class ParameterError(UsageError):
    """Unknown parameters or invalid values; `errors` has reasons, up to MOST_TOLD."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = {_short(name): reason for name, reason in list(errors.items())[:MOST_TOLD]}
        said = [f"{name or repr(name)}: {reason}" for name, reason in self.errors.items()]
        super().__init__("; ".join(_some(said, len(errors))))


def parameters_from(pairs: Pairs, table: type[Table], *, strict: bool) -> Table:
    """The table filled from name and value pairs; an empty value counts as not given.

    Raises ParameterError for anything wrong if strict; otherwise leaves it out.
    """
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    fields = {field.encode_name: field for field in _fields(table)}
    for name, given in _grouped(pairs).items():
        if name not in fields:
            errors[name] = "unknown name"
            continue
        value, wrong = _read(given, fields[name].type)
        if wrong:
            errors[name] = wrong
        if value is not None:
            values[fields[name].name] = value
    if strict and errors:
        raise ParameterError(errors)
    return table(**values)


def written(values: object, table: type[msgspec.Struct]) -> str:
    """The query string of a table's values, in its order and without defaults."""
    pairs: list[tuple[str, str]] = []
    for field in _fields(table):
        value = getattr(values, field.name)
        if value != field.default:
            each = value if isinstance(value, tuple) else (value,)
            pairs += [(field.encode_name, "1" if one is True else str(one)) for one in each]
    return urlencode(pairs)


@cache
def _fields(table: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """The fields of a table; cached, because they take a millisecond to compute."""
    return msgspec.structs.fields(table)


def _grouped(pairs: Pairs) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for name, value in pairs:
        known = groups.setdefault(name, [])
        if value.strip():
            known.append(value)
    return groups


def _read(given: list[str], wanted: Any) -> tuple[Any, str | None]:
    """A parameter's value and the error in it; each may be None."""
    wanted = _without_none(wanted)
    whole, notes = _plain(wanted)
    many = get_origin(whole) is tuple
    kind = get_args(whole)[0] if many else wanted
    most = next((note.max_length for note in notes if many and note.max_length), None if many else 1)
    good, bad = [], []
    for text in given:
        try:
            good.append(msgspec.convert(text, kind, strict=False))
        except msgspec.ValidationError:
            bad.append(_reason(text, kind))
    if most and len(given) > most:
        bad.insert(0, f"may be given at most {most} times" if most > 1 else "may be given only once")
    values = tuple(dict.fromkeys(good))[:most]
    wrong = "; ".join(_some(bad[:MOST_TOLD], len(bad)))
    return (values if many else next(iter(values), None)), wrong or None


def _some(told: list[str], count: int) -> list[str]:
    return [*told, f"and {count - len(told):,} more"] if count > len(told) else told


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TOLD else text[:LONGEST_TOLD] + "…"


def _reason(text: str, kind: Any) -> str:
    """Why a value is not allowed, and what to use instead.

    msgspec's own messages are about Python types.
    """
    plain, notes = _plain(kind)
    expected = f"is not allowed (use {_expected(plain, notes)})"
    if any((note.extra or {}).get("secret") for note in notes):
        return f"the value given {expected}"
    shown = _short(text)
    choices = plain if isinstance(plain, EnumMeta) else get_args(plain)
    if choices:
        return f"{shown!r} is not one of {', '.join(choices)}"
    return f"{shown!r} {expected}"


def _expected(plain: Any, notes: Iterable[msgspec.Meta]) -> str:
    """The allowed values in words; patterns have theirs as `expected` in the notes."""
    if plain is bool:
        return "1 or 0"
    said = [note.extra["expected"] for note in notes if note.extra and "expected" in note.extra]
    said += [f"a whole number from {note.ge:,} to {note.le:,}" for note in notes if note.ge is not None]
    said += [f"at most {note.max_length:,} characters" for note in notes if note.max_length]
    return said[0] if said else "another value"


def _without_none(kind: Any) -> Any:
    """A type without None, which a parameter has only by being left out."""
    kinds = get_args(kind)
    return next(each for each in kinds if each is not NoneType) if NoneType in kinds else kind


def _plain(kind: Any) -> tuple[Any, tuple[msgspec.Meta, ...]]:
    """A type without its annotations, and the annotations."""
    return (get_args(kind)[0], get_args(kind)[1:]) if get_origin(kind) is Annotated else (kind, ())

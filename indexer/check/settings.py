"""A library's own settings for `check`, from check.toml beside its profiles."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path

import msgspec

from indexer.error_messages import about_file, about_toml, near
from indexer.errors import ContentError
from indexer.profile import SectionKind

FILE = "check.toml"
"""The name of the file."""


class CheckSettings(msgspec.Struct, frozen=True):
    """Rules that are off, kinds of section that each profile should have, months until a review is due."""

    off: frozenset[str] = frozenset()
    expected_kinds: tuple[SectionKind, ...] = (SectionKind.DUTIES, SectionKind.REQUIREMENTS)
    review_after_months: int | None = None


def read_settings(path: Path, rules: Collection[str]) -> CheckSettings:
    """The settings in a file, or the defaults if it does not exist; raises ContentError."""
    if not path.exists():
        return CheckSettings()
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"cannot be read: {about_file(error)}", path=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        message, line = about_toml(error, text)
        raise ContentError(message, path=str(path), line=line) from error
    try:
        return _settings(table, rules)
    except _BadSetting as error:
        raise ContentError(str(error), path=str(path), line=_line(text, error.key)) from error


class _BadSetting(ValueError):
    """An invalid setting, and its key."""

    def __init__(self, key: str, message: str) -> None:
        self.key = key
        super().__init__(message)


def _settings(table: Mapping[str, object], rules: Collection[str]) -> CheckSettings:
    known = CheckSettings.__struct_fields__
    for key in table:
        if key not in known:
            raise _BadSetting(key, f'"{key[:80]}" is not a setting of `check`{near(key, known)}')
    usual = CheckSettings()
    kinds = _names(table, "expected_kinds", list(SectionKind), usual.expected_kinds)
    months = table.get("review_after_months")
    if months is not None and (type(months) is not int or months < 1):
        message = "`review_after_months` must be a whole number above 0, as in review_after_months = 24"
        raise _BadSetting("review_after_months", message)
    off = frozenset(_names(table, "off", rules, ()))
    return CheckSettings(off, tuple(map(SectionKind, kinds)), months)


def _names(
    table: Mapping[str, object], key: str, known: Collection[str], usual: Collection[str]
) -> Collection[str]:
    names = table.get(key, list(usual))
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _BadSetting(key, f'`{key}` must be a list of names in quotes, as in {key} = ["{min(known)}"]')
    for name in names:
        if name not in known:
            raise _BadSetting(key, f'"{name[:80]}" in `{key}` is not known{near(name, known)}')
    return names


def _line(text: str, key: str) -> int | None:
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if line.lstrip(" \t\"'").startswith(key)), None)

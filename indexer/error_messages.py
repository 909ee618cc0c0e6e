"""Error messages of parsers and validators, reworded for editors."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from rapidfuzz import fuzz, process

WANTED = {
    "str": "text in quotes",
    "array": "a list in [ ]",
    "object": "an object in { }",
    "bool": "true or false",
    "int": "a whole number",
    "float": "a number",
    "date": 'a date like "2024-05-21"',
}
"""Types that msgspec expects, in words."""

GIVEN = {
    "str": "text",
    "array": "a list",
    "object": "an object",
    "null": "null",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
}
"""Types that msgspec found instead, in words for editors."""

YAML = {
    "mapping values": "a value has a colon; put it in quotes",
    "tab character": "a tab at the beginning of a line; indent with spaces",
    "start any token": "a tab, or a value that begins with % @ or `; use spaces, or put the value in quotes",
    "expected ',' or": "a list or table that does not end; close it, or put the value in quotes",
    "end of stream": "a quote that is never closed; close it",
    "escape character": "a backslash within double quotes; use single quotes",
    "expected ':'": "a line without a colon after its key; write key: value",
}
"""Messages for common mistakes in YAML, by a part of PyYAML's own message."""

FILES = {
    errno.EISDIR: "it is a folder; give a file",
    errno.ENOENT: "it does not exist; check the name",
    errno.ENOTDIR: "it does not exist; check the name",
    errno.EACCES: "you do not have permission to read it",
    errno.EPERM: "you do not have permission to read it",
    errno.ENAMETOOLONG: "its name is too long; check it",
}
"""Messages for files that cannot be read, by errno."""

_EXPECTED = re.compile(r"Expected `(\w+).*?`, got `(\w+)`")
_PLACE = re.compile(r"- at `\$(.*)`$")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_HALF = re.compile(rb"\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]")


def near(text: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown name: a similar known one, or all."""
    names = list(known)
    return _similar(text, names) or f"; use one of {', '.join(names)}"


def near_or_remove(key: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unused key: a similar known one, or the advice to remove it."""
    return _similar(key.casefold(), known) or "; remove it if you no longer need it"


def _similar(text: str, known: Iterable[str]) -> str:
    found = process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=65)
    return f"; did you mean {found[0]}?" if found else ""


def about_file(error: OSError | UnicodeDecodeError) -> str:
    """The message for a file that cannot be read as text."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text; save it as UTF-8"
    return FILES.get(error.errno or 0, f"{(error.strerror or 'the system refuses').lower()}; try again")


def about_record(error: msgspec.ValidationError, keys: Mapping[str, Sequence[str]]) -> str:
    """The message for a record that is valid JSON of the wrong shape.

    `keys` has the allowed keys of a record, under "", and those of the entries of its lists.
    """
    said = str(error)
    steps = _steps(said)
    place = " of ".join(reversed(steps))
    if wrong := _EXPECTED.search(said):
        wanted = WANTED.get(wrong[1], "of another type")
        return f"{place or 'the line'} must be {wanted}, not {GIVEN.get(wrong[2], 'that')}"
    if missing := re.search(r"missing required field `(.+?)`", said):
        return f"{' of '.join([missing[1], *reversed(steps)])} is missing; add it"
    if unknown := re.search(r"unknown field `(.+?)`", said):
        known = keys.get(steps[0] if steps else "", ())
        return f'unknown key "{unknown[1][:80]}"{f" in {place}" if place else ""}{near(unknown[1], known)}'
    if "date" in said:
        return f'{place} is not a date; write it like "2024-05-21"'
    return f"{place or 'a value'} has the wrong type; see docs/content.md"


def about_json(error: msgspec.DecodeError | UnicodeDecodeError, line: bytes) -> str:
    """The message for a line that is not valid JSON."""
    if isinstance(error, UnicodeDecodeError):
        return "the line is not UTF-8; save the file as UTF-8"
    if _HALF.search(line):
        return "the line has half a character (a lone surrogate); remove it"
    if at := re.search(r"\(byte (\d+)\)$", str(error)):
        column = len(line[: int(at[1])].decode(errors="replace")) + 1
        return (
            f"the line is not valid JSON: there is a mistake at column {column}; "
            "look there for an extra or missing quote, comma or bracket"
        )
    return (
        "the line is not valid JSON: it ends too early; "
        "close all quotes and brackets, and keep each record on one line"
    )


def about_yaml(problem: object) -> str:
    """The message for text that is not valid YAML."""
    said = str(problem)
    usual = "a line that cannot be read; check its quotes, colons and indents"
    return next((meaning for part, meaning in YAML.items() if part in said), usual)


def about_toml(error: ValueError, text: str) -> tuple[str, int]:
    """The message for text that is not valid TOML, and its line."""
    twice = re.search(r"overwrite|twice|declare", str(error))
    misplaced = "look for a quote, bracket or = in the wrong place"
    what = "a name is used twice; keep one" if twice else misplaced
    at = re.search(r"line (\d+)", str(error))
    return f"is not valid TOML: {what}", int(at[1]) if at else len(text.splitlines())


def _steps(said: str) -> list[str]:
    """The path that an error message names: `sections`, `entry 1`, `text`."""
    place = _PLACE.search(said)
    found = _STEP.findall(place[1]) if place else []
    return [name or f"entry {int(number) + 1}" for name, number in found]

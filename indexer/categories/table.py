"""The table of categories: the words in titles that place a job in each category."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from indexer.categories.titles import title_words
from indexer.error_messages import about_file, about_record, about_toml
from indexer.errors import ContentError

SHIPPED = Path(__file__).with_name("categories.toml")
"""The file of the shipped table."""

Terms = Mapping[tuple[str, ...], str]
"""The category of each term; a term is some words of a title, as `title_words` has them."""


class CategoryWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The terms of one category; categories.toml explains the three rows."""

    jobs: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()


class CategoryFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of categories.

    `names` has new names for shipped categories; an empty one removes its category. Without `derive` no
    category is derived, and without `shipped` only the file's own terms count.
    """

    derive: bool = True
    shipped: bool = True
    names: Mapping[str, str] = {}
    categories: Mapping[str, CategoryWords] = {}


class CategoryTable(msgspec.Struct, frozen=True, eq=False):
    """The terms of all categories, by row; `longest` is the most words of a term."""

    jobs: Terms
    fields: Terms
    otherwise: Terms
    longest: int
    derive: bool = True
    digest: bytes = b""
    """The hash of the library's own table; empty if it has none."""


@cache
def shipped() -> CategoryTable:
    """The shipped table."""
    return _compiled(_shipped_file(), CategoryFile(), b"")


def extended(path: Path) -> CategoryTable:
    """The shipped table, extended by a library's own file, which has priority; raises ContentError."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
        own = msgspec.convert(tomllib.loads(text), CategoryFile)
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"cannot be read: {about_file(error)}", path=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        message, line = about_toml(error, text)
        raise ContentError(message, path=str(path), line=line) from error
    except msgspec.ValidationError as error:
        raise ContentError(_about(error), path=str(path)) from error
    return _compiled(_shipped_file(), own, hashlib.sha256(data).digest())


def _shipped_file() -> CategoryFile:
    return msgspec.convert(tomllib.loads(SHIPPED.read_text(encoding="utf-8")), CategoryFile)


def _compiled(base: CategoryFile, own: CategoryFile, digest: bytes) -> CategoryTable:
    """The terms of two files; `own` has priority over `base`."""
    named = [(own.names.get(name, name), words) for name, words in base.categories.items() if own.shipped]
    rows = [(name.strip(), words) for name, words in (*named, *own.categories.items())]
    jobs, fields, otherwise = (
        {title_words(term).words: name for name, words in rows for term in getattr(words, row)}
        for row in CategoryWords.__struct_fields__
    )
    longest = max((len(term) for term in (*jobs, *fields, *otherwise)), default=0)
    return CategoryTable(jobs, fields, otherwise, longest, own.derive, digest)


def _about(error: msgspec.ValidationError) -> str:
    known = {"": CategoryFile.__struct_fields__, "categories": CategoryWords.__struct_fields__}
    return about_record(error, known)

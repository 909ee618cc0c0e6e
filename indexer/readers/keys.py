"""What the keys of front matter mean: those of ours, and those of other people's programs."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from indexer.error_messages import about_file, about_toml, near
from indexer.errors import ContentError

SHIPPED = Path(__file__).with_name("keys.toml")
"""The file with the table that ships."""

OWN = (
    *("title", "alternative_titles", "hidden_titles", "category", "summary", "published", "updated"),
    *("review_by", "draft", "qualifications", "ways", "related", "pay", "hours", "pattern", "aliases"),
)
"""The keys that a profile has."""


def normal(key: str) -> str:
    """A key as keys are compared: publishDate, publish-date and Publish Date are one."""
    return "".join(filter(str.isalnum, key.casefold()))


OWN_NAMES = {normal(key): key for key in OWN}
"""Our keys by what they are compared as."""


class FrontMatterKeys:
    """FrontMatterKeys, and the key of a profile that each of them means; capitals and signs do not matter."""

    def __init__(self, table: Mapping[str, str], digest: bytes = b"") -> None:
        self.digest = digest
        """The hash of the library's own headings; empty if it has none."""
        self._meaning = {normal(key): meaning for key, meaning in table.items()} | OWN_NAMES

    def extended_by(self, table: Mapping[str, str]) -> FrontMatterKeys:
        """These keys, and those of a table that counts before them."""
        both = FrontMatterKeys(table, self.digest)
        both._meaning = self._meaning | both._meaning
        return both

    def meaning(self, key: str) -> str | None:
        """The profile's key that a key means; empty if it means nothing here, None if it is unknown."""
        return self._meaning.get(normal(key))


@cache
def shipped_keys() -> FrontMatterKeys:
    """The table that ships with this package."""
    return FrontMatterKeys(_shipped_table())


def extended_keys(path: Path) -> FrontMatterKeys:
    """The table that ships, with a library's own file before it; raises ContentError."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
        table = tomllib.loads(text).get("keys", {})
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"cannot be read: {about_file(error)}", path=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        message, line = about_toml(error, text)
        raise ContentError(message, path=str(path), line=line) from error
    return FrontMatterKeys(_shipped_table() | _checked(table, path), hashlib.sha256(data).digest())


def _shipped_table() -> dict[str, str]:
    table: dict[str, str] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["keys"]
    return table


def _checked(table: object, path: Path) -> dict[str, str]:
    if not isinstance(table, dict):
        raise ContentError('"keys" must be a table: [keys], then lines of key = "meaning"', path=str(path))
    for key, meaning in table.items():
        if not isinstance(meaning, str) or meaning not in ("", *OWN):
            hint = near(str(meaning), OWN)
            raise ContentError(
                f'"{key}" means "{meaning}", which is not a key of a profile{hint}', path=str(path)
            )
    return {normal(key): meaning for key, meaning in table.items()}

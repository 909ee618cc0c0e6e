"""Headings and the kinds of section they begin, from a table for editors."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from indexer.error_messages import about_file, about_toml, near
from indexer.errors import ContentError
from indexer.profile import SectionKind

SHIPPED = Path(__file__).with_name("headings.toml")
"""The file with the table that ships."""

SHIPPED_WORDS = Path(__file__).with_name("heading_words.toml")
"""What the words of other headings say."""

LEFT_OUT = "left_out"
"""The row of headings whose text belongs to the page, not to the profile."""

LONGEST = 150
"""The most characters of a heading."""

JOB = r"(?P<job>\w+(?: \w+)*)"
"""The pattern for `<job>` in a heading of the table; it must read like the name of a job."""

ANY = r"\w+(?: \w+)*"
"""The pattern for `*` in a heading of the table."""

NUMBER = re.compile(
    r"^\W*(?:(?:\d{1,2}|[ivx]{1,4}|[a-z])(?:\.\d{1,2})*[.):]|\d{1,2}(?:\.\d{1,2})+|step \d+\s*[:.–-]"
    r"|\d{1,2}(?-i:(?=\s+[A-Z])))"
    r"\s+(?=\S)",
    re.IGNORECASE,
)
ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^}]*\}\s*$")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
LEADING = re.compile(r"^(?:an?|the|our|your) (?=\w)")
TRAILING = re.compile(
    r"(?<=\w) (?:(?:of|for|as|in|at|with) (?:an?|the|this|our|your) .*|(?:of|for) \w+s"
    r"|to (?:be|become|becoming|begin|enter|get|have|start|work)\b.*|at \w.*)$"
)
"""The end of a heading that only says whose section it is, or what it is for."""

HeadingTable: TypeAlias = Mapping[str, Sequence[str]]


class Headings:
    """Headings and their kinds.

    In a heading of the table, `*` stands for one word or more, and `<job>` for the name of a job.
    """

    def __init__(self, tables: Sequence[HeadingTable], digest: bytes = b"") -> None:
        self.digest = digest
        """The hash of the library's own headings; empty if it has none."""
        self._exact: dict[str, str] = {}
        self._patterns: list[tuple[re.Pattern[str], str]] = []
        self._kinds = lru_cache(maxsize=1024)(self._kind)  # a library repeats its headings
        for table in tables:
            for name, headings in table.items():
                for heading in headings:
                    self._add(heading, name)

    def kind(self, heading: str) -> SectionKind | None:
        """The kind of section that a heading begins; None if neither table nor words tell."""
        return self._kinds(heading)

    def _kind(self, heading: str) -> SectionKind | None:
        name = self._name(heading) or _kind_by_words(heading, _words().questions)
        return None if name in (None, LEFT_OUT) else SectionKind(name)

    @property
    def plain(self) -> Iterator[str]:
        """The table's headings for sections of a profile, in lower case, except those with a pattern."""
        return (heading for heading, name in self._exact.items() if name not in (LEFT_OUT, SectionKind.OTHER))

    def left_out(self, heading: str) -> bool:
        """Whether the text below a heading belongs to the page, not to the profile."""
        return self._name(heading) == LEFT_OUT

    def known(self, line: str) -> bool:
        """Whether a line that may be a heading is one: the table has it, but for an adjective."""
        return (self._name(line) or _kind_by_words(line, frozenset())) not in (None, LEFT_OUT)

    def extended_by(self, table: HeadingTable) -> Headings:
        """These headings, and those of a table that counts before them."""
        both = Headings([table], self.digest)
        both._exact = self._exact | both._exact
        both._patterns += self._patterns
        return both

    def _add(self, heading: str, name: str) -> None:
        if "*" in heading or "<job>" in heading:
            parts = re.split(r"(\*|<job>)", heading.casefold())
            read = {"*": ANY, "<job>": JOB}
            pattern = "".join(read.get(part) or re.escape(_normal(part, ends=True)) for part in parts)
            self._patterns.append((re.compile(pattern), name))
        else:
            self._exact.setdefault(_normal(heading), name)

    def _name(self, heading: str) -> str | None:
        if len(heading) > LONGEST:
            return None
        return next(filter(None, map(self._listed, _variants(heading))), None)

    def _listed(self, heading: str) -> str | None:
        if heading in self._exact:
            return self._exact[heading]
        found = ((pattern.fullmatch(heading), name) for pattern, name in self._patterns)
        return next((name for match, name in found if match and _names_a_job(match)), None)


class _Words(NamedTuple):
    """What the words of a heading say."""

    kinds: Mapping[str, str]
    adjectives: frozenset[str]
    questions: frozenset[str]
    no_job: frozenset[str]


@cache
def _words() -> _Words:
    table = tomllib.loads(SHIPPED_WORDS.read_text(encoding="utf-8"))
    kinds = {word: kind for kind, words in table["words"].items() for word in words}
    passed = table["passed_over"]
    return _Words(
        kinds,
        frozenset(passed["adjectives"]),
        frozenset(passed["questions"]),
        frozenset(table["no_job"]["words"]),
    )


def _kind_by_words(heading: str, passed: frozenset[str]) -> str | None:
    """The kind of the first word that tells one, where all the others say nothing."""
    if len(heading) > LONGEST:
        return None
    table = _words()
    for variant in _variants(heading):
        words = variant.split()
        telling = [word for word in words if word in table.kinds and word not in table.adjectives]
        rest = {word for word in words if word not in telling}
        if telling and rest <= table.adjectives | passed:
            return table.kinds[telling[0]]
    return None


def _variants(heading: str) -> Iterator[str]:
    """A heading as it is compared, then without what may be taken off it."""
    yield _normal(heading)
    shorter = _normal(NUMBER.sub("", ATTRIBUTES.sub("", heading)))
    yield shorter
    bare = _normal(NUMBER.sub("", BRACKETS.sub(" ", ATTRIBUTES.sub("", heading)))) or shorter
    yield bare
    own = LEADING.sub("", bare)
    yield own
    yield TRAILING.sub("", own)


def _names_a_job(match: re.Match[str]) -> bool:
    job = match.groupdict().get("job")
    return job is None or _words().no_job.isdisjoint(job.split())


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


def _shipped_table() -> HeadingTable:
    return tomllib.loads(SHIPPED.read_text(encoding="utf-8"))


def _check(table: Mapping[str, object], path: Path) -> None:
    rows = [*SectionKind, LEFT_OUT]
    for name, headings in table.items():
        if name not in rows:
            raise ContentError(f'"{name}" is not a kind of section{near(name, rows)}', path=str(path))
        if not isinstance(headings, list) or not all(isinstance(each, str) for each in headings):
            raise ContentError(f'"{name}" must be a list of headings in quotes', path=str(path))


def _normal(heading: str, *, ends: bool = False) -> str:
    """A heading in small letters without signs; `ends` keeps the spaces at its ends."""
    plain = heading.casefold().replace("&", " and ").replace("'", "").replace("’", "")
    words = " ".join(re.findall(r"\w+", plain))
    if not ends:
        return words
    return f"{' ' if plain[:1].isspace() else ''}{words}{' ' if plain[-1:].isspace() and words else ''}"

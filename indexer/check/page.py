"""A profile as the rules see it: its content, the lines of its parts, and the targets of its links."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from indexer.check.findings import Fault
from indexer.check.settings import CheckSettings
from indexer.check.source import SourceFile, open_source
from indexer.language.synonyms import Synonym
from indexer.profile import Profile, Section
from indexer.readers.conventions import Conventions


class Link(NamedTuple):
    """Where a link leads, and its line."""

    target: str
    line: int | None


class Page(NamedTuple):
    """A profile with its place: the path of its file as it was given, and for a record its line."""

    profile: Profile
    file: Path
    record: int | None
    links: tuple[Link, ...]
    conventions: Conventions
    settings: CheckSettings
    today: dt.date
    roots: tuple[Path, ...] = ()

    @property
    def path(self) -> str:
        """The path as messages name it."""
        return str(self.file)

    @property
    def source(self) -> SourceFile:
        """The file as it was written."""
        return open_source(self.file, self.conventions)

    def fault(self, message: str, text: str = "", section: Section | None = None) -> Fault:
        """A fault at the line at which a text begins, within a section if one is given."""
        return Fault(self.path, self.line(text, section), message)

    def fault_at_key(self, message: str, key: str, value: str = "") -> Fault:
        """A fault at a key of the front matter, or at a value below it."""
        lines = self.source.lines[: self.source.body]
        at = next((n for n, line in enumerate(lines) if self._meaning(line) == key), None)
        if at is None:
            at = (self.source.heading_line(self.profile.title) or 0) - 1 if key == "title" else -1
        else:
            at = next((n for n in range(at, len(lines)) if value in lines[n]), at)
        return Fault(self.path, self.record or at + 1 or None, message)

    def line(self, text: str = "", section: Section | None = None) -> int | None:
        """The line of a text, of its section or of the record."""
        if self.record or not (text or section):
            return self.record
        heading = self._heading(section) if section else None
        return (self.source.line_of(text, heading) if text else None) or heading

    def _meaning(self, line: str) -> str | None:
        """What a line of front matter gives, by its key."""
        return self.conventions.keys.meaning(re.split("[:=]", line, maxsplit=1)[0])

    def _heading(self, section: Section) -> int | None:
        """The line of a section's heading; the sections before it come first."""
        line = self.source.body + 1
        for each in self.profile.sections:
            found = self.source.heading_line(each.heading, line)
            line = found or line
            if each is section:
                return found or (line if line > 1 else None)
        return None


class Library(NamedTuple):
    """All profiles of a library, and its own synonyms with the files that have them.

    It is `whole` if folders were checked; what single files lack may be in other files.
    """

    pages: Sequence[Page]
    synonyms: Sequence[tuple[Path, Synonym]]
    whole: bool


def links_of(source: SourceFile, profile: Profile) -> Iterator[Link]:
    """The links of a file: those of its Markdown, or those that were read from a page."""
    for token in source.tokens:
        for child in token.children or ():
            if child.type == "link_open" and token.map:
                yield Link(str(child.attrGet("href") or ""), source.body + token.map[0] + 1)
    for link in (each for section in profile.sections for each in section.links):
        yield Link(link.target, source.line_with(link.target))

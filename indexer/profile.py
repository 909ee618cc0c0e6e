"""The profile and its sections, as frozen values."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

import msgspec

from indexer.facts import NO_FACTS, Facts
from indexer.sentences import SENTENCE_END

ID_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
"""The pattern of a whole profile id."""

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
SUMMARY_LIMIT = 300
"""The longest paragraph, in code points, that is taken for a summary."""


class SectionKind(StrEnum):
    """The kinds of section; the index has one field for each."""

    SUMMARY = "summary"
    DESCRIPTION = "description"
    DUTIES = "duties"
    SKILLS = "skills"
    REQUIREMENTS = "requirements"
    OPPORTUNITIES = "opportunities"
    OTHER = "other"


class TextLink(msgspec.Struct, frozen=True):
    """A link of a page on `text[start:end]` of a section, with its address as the page has it."""

    start: int
    end: int
    target: str


class Picture(msgspec.Struct, frozen=True):
    """A picture in a section: its address as in the file, its text, and the offset that it follows."""

    target: str
    text: str = ""
    at: int = 0


class Section(msgspec.Struct, frozen=True):
    """A section with its heading.

    `text` is plain, with one line for each paragraph, list item or table row. The lines of a list or table
    are directly below each other; a blank line separates other lines. `markdown` is the source, if the file
    had Markdown; `text` is its rendered text. `links` are those of HTML pages, as Markdown has its own.
    """

    kind: SectionKind
    heading: str
    text: str
    markdown: str = ""
    links: tuple[TextLink, ...] = ()
    pictures: tuple[Picture, ...] = ()


class DeclaredWay(msgspec.Struct, frozen=True):
    """A way in that an editor declared: its route, and the RQF level that is enough to start (0: none)."""

    route: str
    start: int | None = None


class Profile(msgspec.Struct, frozen=True, omit_defaults=True):
    """A job profile.

    `derived_category` is the one that its titles say, if its editor wrote none; an engine shows it as the
    `category` if no profile of the library has one of its own.
    `source` is the path of its file below the library, or `path#id` for a record, and `fingerprint` the hash
    of its content there. `hidden_titles` are searched but never shown (misspellings, old names).
    `qualifications` are slugs, and `ways` are ways in, that the editor declared apart from those in the text.
    `aliases` are the ids and addresses that it had before.

    >>> duties = Section(SectionKind.DUTIES, "Typical duties", "agree dates with suppliers")
    >>> Profile("stock-planner", "Stock planner", (duties,)).sections[0].heading
    'Typical duties'
    """

    id: str
    title: str
    sections: tuple[Section, ...] = ()
    alternative_titles: tuple[str, ...] = ()
    hidden_titles: tuple[str, ...] = ()
    category: str = ""
    derived_category: str = ""
    summary: str = ""
    published: dt.date | None = None
    updated: dt.date | None = None
    review_by: dt.date | None = None
    draft: bool = False
    qualifications: tuple[str, ...] = ()
    ways: tuple[DeclaredWay, ...] = ()
    related: tuple[str, ...] = ()
    facts: Facts = NO_FACTS
    aliases: tuple[str, ...] = ()
    source: str = ""
    fingerprint: str = ""

    @property
    def category_derived(self) -> bool:
        """Whether the category that an engine shows is the derived one."""
        return bool(self.category and self.derived_category)


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """The text as lower-case letters, digits and hyphens, at most 80; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_IN_SLUG.sub("-", plain.replace("'", "").lower()).strip("-")[:80].rstrip("-")


def anchors(sections: tuple[Section, ...]) -> tuple[str, ...]:
    """The anchor of each section: its heading as a slug, numbered if repeated."""
    return _anchors(tuple((section.heading, section.kind) for section in sections))


@lru_cache(maxsize=4096)
def _anchors(headings: tuple[tuple[str, SectionKind], ...]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    names = []
    for heading, kind in headings:
        name = slug(heading) or kind.value
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return tuple(names)


def summary_of(profile: Profile) -> str:
    """What the job is in a sentence or two: the summary, or how the profile or its description begins."""
    if profile.summary:
        return profile.summary
    first = {section.kind: section.text for section in reversed(profile.sections)}
    line = first.get(SectionKind.SUMMARY, "").strip().partition("\n")[0]
    if line.endswith((".", "!", "?")) and len(line) <= SUMMARY_LIMIT:
        return line
    line = first.get(SectionKind.DESCRIPTION, "").strip().partition("\n")[0]
    end = SENTENCE_END.search(line)
    return line[: end.start("space")] if end else line


def blocks(text: str) -> tuple[tuple[str, ...], ...]:
    """The groups of lines in a text: one line is a paragraph, several are a list."""
    groups = re.split(r"\n[ \t]*\n\s*", text.strip())
    return tuple(tuple(line.strip() for line in group.splitlines()) for group in groups if group)

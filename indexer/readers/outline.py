"""The outline of a page or text: lines put together as sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

import msgspec

from indexer.facts import facts_said
from indexer.profile import SUMMARY_LIMIT, Picture, Section, SectionKind, TextLink
from indexer.readers.headings import LONGEST, Headings

PERHAPS = 7
"""The level of a possible heading, such as bold text; the table decides."""

PLAIN = 8
"""The level of a plain line that is in the table: a heading if the page has no others."""

ENOUGH = 2
"""The number of confirmed headings from which other possible ones count, too."""


class Links(IntEnum):
    """The share of links in a line."""

    SOME = 0
    ALL = 1
    WITHIN = 2
    """Only links within the page, to nowhere, or to sharing and printing."""


class Line(msgspec.Struct, frozen=True):
    """A heading (with its `level`), or a paragraph, list item or table row (level 0).

    `together` if the line belongs with the one before, like the items of a list.
    """

    text: str
    level: int = 0
    together: bool = False
    links: Links = Links.SOME
    targets: tuple[tuple[str, str], ...] = ()
    """The words of each link in the line, in order, with its address."""
    pictures: tuple[Picture, ...] = ()
    """The pictures within or after the line."""


class Outline(NamedTuple):
    """A summary and sections, made from lines."""

    summary: str
    sections: tuple[Section, ...]


def outline(lines: Iterable[Line], headings: Headings, summary: str = "") -> Outline:
    """The outline of lines; a short first paragraph is the summary if there is none."""
    lines = list(_recognised(_without_doubt(list(lines)), headings))
    first = next((at for at, line in enumerate(lines) if line.level), len(lines))
    above = lines[:first]
    alone = above and not any(line.together for line in lines[1:2]) and " | " not in above[0].text
    alone = alone and not facts_said([("", above[0].text)])
    if alone and not summary and len(above[0].text) <= SUMMARY_LIMIT:
        summary = above[0].text
    texts = [line.text for line in above]
    if summary in texts:
        del above[texts.index(summary)]
    before = (_section(SectionKind.SUMMARY, "Summary", above),) if above else ()
    return Outline(summary, (*before, *_sections(lines[first:], headings)))


def join(lines: Sequence[Line]) -> str:
    """Lines joined to the text of a section."""
    parts = [("\n" if line.together else "\n\n") + line.text for line in lines]
    return "".join(parts).lstrip("\n")


def _without_doubt(lines: Sequence[Line]) -> list[Line]:
    """The lines, where plain ones are text among headings, and otherwise may be headings."""
    level = 0 if any(0 < line.level < PERHAPS for line in lines) else PERHAPS
    return [msgspec.structs.replace(line, level=level) if line.level == PLAIN else line for line in lines]


def _recognised(lines: Sequence[Line], headings: Headings) -> Iterator[Line]:
    """The profile's own lines, with every heading decided."""
    believed = are_believed(lines, headings)
    skipping = 0
    for line in lines:
        if skipping and not 0 < line.level <= skipping:
            continue
        skipping = 0
        if line.level and headings.left_out(line.text):
            skipping = line.level if line.level < PERHAPS else 0
        elif line.level and not is_heading(line, headings, believed):
            yield msgspec.structs.replace(line, level=0)
        else:
            yield line


def are_believed(lines: Iterable[Line], headings: Headings) -> bool:
    """Whether lines that may be headings are, as the table has enough of them."""
    return sum(line.level == PERHAPS and headings.known(line.text) for line in lines) >= ENOUGH


def is_heading(line: Line, headings: Headings, believed: bool) -> bool:
    """Whether a line with a level is a heading; `believed` is what `are_believed` says of all lines."""
    if line.level < PERHAPS or headings.known(line.text):
        return len(line.text) <= LONGEST
    return believed and len(line.text) <= LONGEST / 2 and line.text[-1] not in ".,;!"


def section_starts(lines: Sequence[Line], headings: Headings) -> list[tuple[int, SectionKind]]:
    """Which of some lines begin a section, and of what kind.

    A heading of the top level begins a section. A deeper one does so if its kind differs from that of the
    section it is in; else it is a line of that section. A heading that is not in the table has the kind of
    the heading above it.
    """
    top = min((line.level for line in lines if line.level), default=0)
    above: dict[int, SectionKind] = {}
    starts: list[tuple[int, SectionKind]] = []
    for at, line in enumerate(lines):
        if not line.level:
            continue
        above = {level: kind for level, kind in above.items() if level < line.level}
        inherited = above[max(above)] if above else SectionKind.OTHER
        kind = headings.kind(line.text) or inherited
        above[line.level] = kind
        if line.level == top or not starts or kind is not starts[-1][1]:
            starts.append((at, kind))
    return starts


def _sections(lines: Sequence[Line], headings: Headings) -> Iterator[Section]:
    """The sections below a first heading."""
    starts = section_starts(lines, headings)
    ends = [*(start for start, _ in starts[1:]), len(lines)]
    for (start, kind), end in zip(starts, ends, strict=False):
        below = [msgspec.structs.replace(lines[start], text=""), *lines[start + 1 : end]]
        yield _section(kind, lines[start].text.rstrip(": "), below)


def _section(kind: SectionKind, heading: str, lines: Sequence[Line]) -> Section:
    """A section of some lines; one without text, as for the heading, may have pictures."""
    text = join([line for line in lines if line.text])
    links, pictures, end = list[TextLink](), list[Picture](), 0
    for line in lines:
        start = text.index(line.text, end)
        end = start + len(line.text)
        links += _links_in(line, start)
        pictures += [msgspec.structs.replace(each, at=end) for each in line.pictures]
    return Section(kind, heading, text, links=tuple(links), pictures=tuple(pictures))


def _links_in(line: Line, start: int) -> Iterator[TextLink]:
    """The links of a line that begins at an offset, without those of removed words."""
    after = 0
    for words, target in line.targets:
        found = line.text.find(words, after)
        if found >= 0:
            after = found + len(words)
            yield TextLink(start + found, start + after, target)

"""Small libraries of names, and the profiles of others beside the checkout."""

from __future__ import annotations

from pathlib import Path

import msgspec

from indexer.paths import Direction, Names, Step, steps
from indexer.profile import Profile, Section, SectionKind

HERE = Path(__file__).parent
OWN_TEXTS = HERE / "own-texts.jsonl"
OWN_TEXTS_WIDE = HERE / "own-texts-wide.jsonl"
"""Texts of our own, labelled with the ids of a large library."""

OWN_LIBRARY = HERE / "own-library.jsonl"
KINDS = {
    "Job description": SectionKind.DESCRIPTION,
    "Typical duties": SectionKind.DUTIES,
    "Skills and interests": SectionKind.SKILLS,
    "Job requirements": SectionKind.REQUIREMENTS,
    "Opportunities": SectionKind.OPPORTUNITIES,
}

__all__ = [
    "HERE",
    "OWN_LIBRARY",
    "OWN_TEXTS",
    "OWN_TEXTS_WIDE",
    "found",
    "job",
    "library",
    "read",
]


class _Section(msgspec.Struct):
    heading: str
    text: str


class _Record(msgspec.Struct):
    id: str
    title: str
    alternative_titles: tuple[str, ...] = ()
    sections: tuple[_Section, ...] = ()


def job(profile_id: str, title: str, *others: str) -> Profile:
    """A profile that has names and no text."""
    return Profile(profile_id, title, alternative_titles=others)


def library(path: Path) -> list[Profile]:
    """The profiles of a file of JSON lines."""
    return [_profile(msgspec.json.decode(line, type=_Record)) for line in path.read_bytes().splitlines()]


def _profile(record: _Record) -> Profile:
    sections = tuple(
        Section(KINDS.get(each.heading, SectionKind.OTHER), each.heading, each.text)
        for each in record.sections
    )
    return Profile(record.id, record.title, sections, record.alternative_titles)


def read(
    text: str, names: Names, title: str = "Cooper", kind: SectionKind = SectionKind.OTHER
) -> tuple[Step, ...]:
    """The steps in a text of one section."""
    return steps(Profile("", title, (Section(kind, "", text),)), names)


def found(text: str, names: Names, title: str = "Cooper") -> tuple[set[str], set[str]]:
    """The ids that a text leads to, and those that it comes from."""
    ways = [set[str](), set[str]()]
    for step in read(text, names, title):
        ways[step.direction is Direction.COMES_FROM].add(step.profile_id)
    return ways[0], ways[1]

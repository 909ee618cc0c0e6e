"""Stored fields: the parts of a profile that lists show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Self

import msgspec

from indexer.facts import Facts
from indexer.profile import Profile, SectionKind, anchors, summary_of
from indexer.results import Entry, HitWay
from indexer.rules.facets import is_open
from indexer.ways import WayIn


class StoredSection(msgspec.Struct, frozen=True, array_like=True):
    """A section, with the byte range of its text in the encoded profile."""

    kind: SectionKind
    heading: str
    anchor: str
    start: int
    end: int


class StoredEntry(msgspec.Struct, frozen=True, array_like=True):
    """What the catalogue says of a profile: the beginning of its stored fields, decoded without the rest."""

    id: str
    title: str
    alternative_titles: tuple[str, ...]
    category: str
    derived_category: str
    summary: str
    updated: dt.date | None
    environment: tuple[str, ...]
    facts: Facts
    aliases: tuple[str, ...]

    def entry(self) -> Entry:
        """The line of the catalogue."""
        return Entry(
            id=self.id,
            title=self.title,
            category=self.category,
            derived_category=self.derived_category,
            summary=self.summary,
            alternative_titles=self.alternative_titles,
            updated=self.updated,
            environment=self.environment,
            facts=self.facts,
            aliases=self.aliases,
        )


class StoredFields(StoredEntry, frozen=True, array_like=True):
    """A profile without the texts of its sections."""

    sections: tuple[StoredSection, ...]
    ways: tuple[HitWay, ...]

    @classmethod
    def of(
        cls, profile: Profile, encoded: bytes, ways: Iterable[WayIn], environment: tuple[str, ...]
    ) -> Self:
        """The stored fields of a profile and its encoding."""
        return cls(
            profile.id,
            profile.title,
            profile.alternative_titles,
            profile.category,
            profile.derived_category,
            summary_of(profile),
            profile.updated,
            environment,
            profile.facts,
            profile.aliases,
            tuple(_sections(profile, encoded)),
            tuple(map(HitWay.of, ways)),
        )

    def ways_with(self, have: int | None) -> tuple[HitWay, ...]:
        """The ways in, each open or not to somebody who has this level; most questions name none."""
        if have is None:
            return self.ways
        return tuple(
            HitWay(way.route, way.start, way.needs_experience, is_open(way.start, have)) for way in self.ways
        )


def _sections(profile: Profile, encoded: bytes) -> Iterator[StoredSection]:
    """The sections with the ranges of their texts in `encoded`.

    Each text is searched for in order; an earlier identical text will do.
    """
    end = 0
    for section, anchor in zip(profile.sections, anchors(profile.sections), strict=True):
        text = section.text.encode()
        start = encoded.index(text, end)
        end = start + len(text)
        yield StoredSection(section.kind, section.heading, anchor, start, end)

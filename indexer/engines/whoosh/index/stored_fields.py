"""Stored fields: the parts of a profile that lists show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Self

import msgspec

from indexer.profile import Profile, SectionKind, anchors, summary_of


class StoredSection(msgspec.Struct, frozen=True, array_like=True):
    """A section, with the byte range of its text in the encoded profile."""

    kind: SectionKind
    heading: str
    anchor: str
    start: int
    end: int


class StoredFields(msgspec.Struct, frozen=True, array_like=True):
    """A profile without the texts of its sections."""

    id: str
    title: str
    alternative_titles: tuple[str, ...]
    category: str
    summary: str
    updated: dt.date | None
    sections: tuple[StoredSection, ...]

    @classmethod
    def of(cls, profile: Profile, encoded: bytes) -> Self:
        """The stored fields of a profile and its encoding."""
        return cls(
            profile.id,
            profile.title,
            profile.alternative_titles,
            profile.category,
            summary_of(profile),
            profile.updated,
            tuple(_sections(profile, encoded)),
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

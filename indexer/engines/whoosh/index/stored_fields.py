"""What lists show of a profile: kept beside it, so that a hit need not read a whole profile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Self

import msgspec

from indexer.profile import Profile, SectionKind, anchors, summary_of


class StoredSection(msgspec.Struct, frozen=True, array_like=True):
    """A section, and where its text stands among the bytes of the encoded profile."""

    kind: SectionKind
    heading: str
    anchor: str
    start: int
    end: int


class StoredFields(msgspec.Struct, frozen=True, array_like=True):
    """A profile without its texts."""

    id: str
    title: str
    alternative_titles: tuple[str, ...]
    category: str
    summary: str
    updated: dt.date | None
    sections: tuple[StoredSection, ...]

    @classmethod
    def of(cls, profile: Profile, encoded: bytes) -> Self:
        """The stored fields of a profile whose encoding is these bytes."""
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
    """The sections, whose texts stand among the bytes in order; one that is found too early is as good."""
    end = 0
    for section, anchor in zip(profile.sections, anchors(profile.sections), strict=True):
        text = section.text.encode()
        start = encoded.index(text, end)
        end = start + len(text)
        yield StoredSection(section.kind, section.heading, anchor, start, end)

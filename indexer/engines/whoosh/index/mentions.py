"""What was recognised in a profile at build time, as MessagePack: qualifications, ways, names, paths.

What only the page of a profile needs is deflated, which saves at least half of the bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import TypeAlias

import msgspec

from indexer.paths import NamedJob, PathStatement, Step, statements
from indexer.profile import Profile, SectionKind
from indexer.qualification import Levels, Mention, Role, SectionMention
from indexer.question import NameKeys, name_keys
from indexer.ways import Route, WayIn

RAW = -zlib.MAX_WBITS
"""The format of a deflated stream without a checksum: the manifest has one for the whole file."""

StoredLevels = tuple[int, int, str] | None


Mentions: TypeAlias = tuple[SectionMention, ...]
Ways: TypeAlias = tuple[WayIn, ...]
Steps: TypeAlias = tuple[Step, ...]
StoredNames: TypeAlias = NameKeys


class StoredMention(msgspec.Struct, frozen=True, array_like=True):
    """A mention as MessagePack holds it: its values alone, without their names."""

    slug: str
    text: str
    start: int
    end: int
    role: Role
    levels: StoredLevels

    @classmethod
    def of(cls, mention: Mention) -> StoredMention:
        """A mention to be stored."""
        levels = _stored_levels(mention.levels)
        return cls(mention.slug, mention.text, mention.start, mention.end, mention.role, levels)

    def mention(self) -> Mention:
        """The mention that was stored."""
        levels = Levels(*self.levels) if self.levels else None
        return Mention(self.slug, self.text, self.start, self.end, self.role, levels)


class StoredSectionMention(msgspec.Struct, frozen=True, array_like=True):
    """A mention and its section, likewise."""

    mention: StoredMention
    section: int | None
    kind: SectionKind | None


class StoredWay(msgspec.Struct, frozen=True, array_like=True):
    """A way in, likewise."""

    route: Route
    start: StoredLevels
    needs: tuple[StoredMention, ...]
    leads_to: tuple[StoredMention, ...]
    needs_experience: bool
    section: int | None
    span: tuple[int, int]


_encoder = msgspec.msgpack.Encoder()
_mentions = msgspec.msgpack.Decoder(tuple[StoredSectionMention, ...])
_ways = msgspec.msgpack.Decoder(tuple[StoredWay, ...])


def encode_mentions(found: Iterable[SectionMention]) -> bytes:
    """Encode the mentions of a profile as MessagePack, deflated."""
    return _deflated(
        [StoredSectionMention(StoredMention.of(one.mention), one.section, one.kind) for one in found]
    )


def decode_mentions(encoded: bytes | memoryview) -> Mentions:
    """Decode what `encode_mentions` returned."""
    return tuple(
        SectionMention(one.mention.mention(), one.section, one.kind)
        for one in _mentions.decode(_inflated(encoded))
    )


def encode_ways(found: Iterable[WayIn]) -> bytes:
    """The ways in of a profile as MessagePack, deflated."""
    return _deflated([_stored_way(one) for one in found])


def decode_ways(encoded: bytes | memoryview) -> Ways:
    """The ways in that `encode_ways` was given."""
    return tuple(_way(one) for one in _ways.decode(_inflated(encoded)))


def _stored_way(way: WayIn) -> StoredWay:
    return StoredWay(
        way.route,
        _stored_levels(way.start),
        tuple(map(StoredMention.of, way.needs)),
        tuple(map(StoredMention.of, way.leads_to)),
        way.needs_experience,
        way.section,
        way.span,
    )


def _way(one: StoredWay) -> WayIn:
    return WayIn(
        one.route,
        Levels(*one.start) if one.start else None,
        tuple(each.mention() for each in one.needs),
        tuple(each.mention() for each in one.leads_to),
        one.needs_experience,
        one.section,
        one.span,
    )


def _stored_levels(levels: Levels | None) -> StoredLevels:
    return (levels.low, levels.high, levels.basis) if levels else None


def encode_names(profile: Profile) -> bytes:
    """What questions may call a profile, to be stored."""
    return msgspec.msgpack.encode(name_keys(profile))


def decode_names(encoded: memoryview) -> StoredNames:
    """What questions may call a document."""
    return _names.decode(encoded)


class StoredPaths(msgspec.Struct, frozen=True, array_like=True):
    """The names by which paths may call a job, and the deflated statements of its profile."""

    job: NamedJob
    deflated: bytes

    @property
    def statements(self) -> tuple[PathStatement, ...]:
        """The statements of the profile."""
        return _statements.decode(_inflated(self.deflated))


def encode_paths(profile: Profile) -> bytes:
    """What paths need to know of a profile, to be stored."""
    return _encoder.encode(StoredPaths(NamedJob.of(profile), _deflated(statements(profile))))


def decode_paths(encoded: bytes | memoryview) -> StoredPaths:
    """What paths need to know of a document."""
    return _paths.decode(encoded)


def _deflated(value: object) -> bytes:
    return zlib.compress(_encoder.encode(value), wbits=RAW)


def _inflated(encoded: bytes | memoryview) -> bytes:
    return zlib.decompress(encoded, RAW)


_paths = msgspec.msgpack.Decoder(StoredPaths)
_names = msgspec.msgpack.Decoder(NameKeys)
_statements = msgspec.msgpack.Decoder(tuple[PathStatement, ...])

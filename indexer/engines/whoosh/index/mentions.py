"""Mentions of qualifications: recognised at build time and stored for the pages."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from indexer.profile import SectionKind
from indexer.qualification import Levels, Mention, Role, SectionMention


class StoredMention(msgspec.Struct, frozen=True, array_like=True):
    """A mention with its section, encoded as an array of values."""

    slug: str
    text: str
    start: int
    end: int
    role: Role
    section: int | None
    kind: SectionKind | None
    levels: tuple[int, int, str] | None


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(tuple[StoredMention, ...])


def encode_mentions(found: Iterable[SectionMention]) -> bytes:
    """Encode the mentions of a profile as MessagePack."""
    return _encoder.encode([_stored(one) for one in found])


def decode_mentions(encoded: bytes | memoryview) -> tuple[SectionMention, ...]:
    """Decode what `encode_mentions` returned."""
    return tuple(_mention(one) for one in _decoder.decode(encoded))


def _stored(found: SectionMention) -> StoredMention:
    mention, levels = found.mention, found.mention.levels
    return StoredMention(
        mention.slug,
        mention.text,
        mention.start,
        mention.end,
        mention.role,
        found.section,
        found.kind,
        (levels.low, levels.high, levels.basis) if levels else None,
    )


def _mention(one: StoredMention) -> SectionMention:
    levels = Levels(*one.levels) if one.levels else None
    return SectionMention(
        Mention(one.slug, one.text, one.start, one.end, one.role, levels), one.section, one.kind
    )

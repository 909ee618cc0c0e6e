"""Analysis: profiles into columns of tokens."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import msgspec
import numpy as np

from indexer.engines.whoosh.codec.arrays import Array, offsets
from indexer.engines.whoosh.index.documents import WIDTHS, Documents
from indexer.engines.whoosh.index.mentions import encode_mentions, encode_names, encode_paths, encode_ways
from indexer.engines.whoosh.index.segment import Identity
from indexer.engines.whoosh.index.stored_fields import StoredFields
from indexer.environment import environment_of
from indexer.language import words
from indexer.profile import Profile
from indexer.qualification import SectionMention, counted_from, mentions_of
from indexer.rules import categories, cells, paying
from indexer.rules.schema import NAME_FIELDS, FieldText, name_hash, texts_of
from indexer.ways import WayIn, ways_in

_LINE_END = re.compile("\n+")
_encoder = msgspec.msgpack.Encoder()


@dataclass(frozen=True)
class Batch:
    """Analysed profiles, whose `word` and `category` are indices into these lists."""

    identities: tuple[Identity, ...]
    words: list[str]
    categories: list[str]
    documents: Documents


def position_gaps(text: str, token: words.Tokens) -> list[int]:
    """Token indices before which a position gap goes.

    Gaps go after each line, and around compound tokens.
    """
    plain = token.plain()
    ends = [bisect_left(token.starts, match.start(), 0, plain) for match in _LINE_END.finditer(text)]
    return list(dict.fromkeys((0, *ends, plain, len(token.words))))[1:] or [0]


def analyse(profiles: Sequence[Profile]) -> Batch:
    """Analyse profiles into columns."""
    vocabulary, keys = _numbering(), _numbering()
    texts = [texts_of(profile) for profile in profiles]
    parts = [part for text in texts for part in text]
    mentions = [mentions_of(profile) for profile in profiles]
    ways = [ways_in(profile, found) for profile, found in zip(profiles, mentions, strict=True)]
    liked = [environment_of(profile) for profile in profiles]
    blobs = [_encoder.encode(profile) for profile in profiles]
    stored = [
        _encoder.encode(StoredFields.of(*each)) for each in zip(profiles, blobs, ways, liked, strict=True)
    ]
    documents = Documents(
        parts=offsets([len(text) for text in texts]),
        names=offsets([sum(part.field in NAME_FIELDS for part in text) for text in texts]),
        blob=offsets(list(map(len, blobs))),
        stored_at=offsets(list(map(len, stored))),
        **_qualification_columns(mentions),
        **_way_columns(ways),
        **_name_columns(profiles),
        **_path_columns(profiles),
        **_plain_columns(profiles),
        environment=np.array([cells.environments_of(names) for names in liked], np.uint32),
        category=np.array([keys[categories.category_key(profile)] for profile in profiles], np.int32),
        **_part_columns(parts, vocabulary),
        blobs=np.frombuffer(b"".join(blobs), np.uint8),
        stored=np.frombuffer(b"".join(stored), np.uint8),
    )
    identities = tuple(Identity(one.id, one.title, one.source, one.fingerprint) for one in profiles)
    return Batch(identities, list(vocabulary), list(keys), documents)


def _name_hash(name: str, token: words.Tokens) -> int:
    return name_hash(words.name_stems(token) or words.signs(name))


def _numbering() -> defaultdict[str, int]:
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    numbers[""]  # index 0: the gap between parts, and no category
    return numbers


def _part_columns(parts: Sequence[FieldText], vocabulary: defaultdict[str, int]) -> dict[str, Array]:
    """The part columns of field texts: fields, token offsets, and titles."""
    tokens = [words.tokens(part.text) for part in parts]
    names = [(part, token) for part, token in zip(parts, tokens, strict=True) if part.field in NAME_FIELDS]
    spaces = [position_gaps(part.text, token) for part, token in zip(parts, tokens, strict=True)]
    counts = [len(token.words) + len(space) for token, space in zip(tokens, spaces, strict=True)]
    return {
        "part_field": np.array([part.field for part in parts], np.uint8),
        "part_section": np.array([part.section for part in parts], np.int16),
        "tokens": offsets(counts),
        **_token_columns([len(part.text) for part in parts], tokens, spaces, vocabulary),
        "name_hash": np.array([_name_hash(part.text, token) for part, token in names], np.uint64),
        "name_is_title": np.array([part.field == NAME_FIELDS[0] for part, _ in names], np.bool_),
    }


def _token_columns(
    sizes: Sequence[int],
    tokens: Sequence[words.Tokens],
    spaces: Sequence[Sequence[int]],
    vocabulary: defaultdict[str, int],
) -> dict[str, Array]:
    """The token columns of texts.

    The last position gap of a text has the offset of its end, and others that of the token before.
    """
    texts = list(chain.from_iterable(token.words for token in tokens))
    start = np.fromiter(chain.from_iterable(token.starts for token in tokens), np.uint32, len(texts))
    end = np.fromiter(chain.from_iterable(token.ends for token in tokens), np.uint32, len(texts))
    numbers = np.fromiter(map(vocabulary.__getitem__, texts), np.uint32, len(texts))
    counts = [len(space) for space in spaces]
    first = np.repeat(offsets([len(token.words) for token in tokens])[:-1], counts)
    place = first + np.fromiter(chain.from_iterable(spaces), np.int64, len(first))
    gap = np.append(np.uint32(0), start)[place]
    gap[np.cumsum(counts, dtype=np.int64) - 1] = sizes
    return {
        "word": np.insert(numbers, place, 0),
        "start": np.insert(start, place, gap),
        "length": np.insert(np.minimum(end - start, np.iinfo(np.uint16).max).astype(np.uint16), place, 0),
    }


def _qualification_columns(mentions: Sequence[Sequence[SectionMention]]) -> dict[str, Array]:
    """The qualifications that profiles name, and the cells that they count for."""
    encoded = [encode_mentions(found) for found in mentions]
    counted = [counted_from(found) for found in mentions]
    kinds = [(cells.kinds_of(one.any), cells.kinds_of(one.direct)) for one in counted]
    levels = [(cells.levels_of(one.any_at), cells.levels_of(one.direct_at)) for one in counted]
    return {
        "mention_at": offsets(list(map(len, encoded))),
        "mentions": np.frombuffer(b"".join(encoded), np.uint8),
        "qualifications": np.array(kinds, np.uint32).reshape(-1, *WIDTHS["qualifications"]),
        "levels": np.array(levels, np.uint8).reshape(-1, *WIDTHS["levels"]),
    }


def _way_columns(ways: Sequence[Sequence[WayIn]]) -> dict[str, Array]:
    """The ways in of profiles, and the cells that they count for."""
    encoded = [encode_ways(found) for found in ways]
    return {
        "way_at": offsets(list(map(len, encoded))),
        "ways": np.frombuffer(b"".join(encoded), np.uint8),
        "routes": np.array([cells.routes_of(found) for found in ways], np.uint8),
        "starts": np.array([cells.starts_of(found) for found in ways], np.uint64),
        "free": np.array([cells.free_of(found) for found in ways], np.uint8).reshape(-1, *WIDTHS["free"]),
    }


def _name_columns(profiles: Sequence[Profile]) -> dict[str, Array]:
    """What questions may call profiles."""
    encoded = [encode_names(profile) for profile in profiles]
    return {
        "key_at": offsets(list(map(len, encoded))),
        "name_keys": np.frombuffer(b"".join(encoded), np.uint8),
    }


def _path_columns(profiles: Sequence[Profile]) -> dict[str, Array]:
    """What paths may call profiles, and the statements of theirs that may name a step."""
    encoded = [encode_paths(profile) for profile in profiles]
    return {
        "path_at": offsets(list(map(len, encoded))),
        "paths": np.frombuffer(b"".join(encoded), np.uint8),
    }


def _plain_columns(profiles: Sequence[Profile]) -> dict[str, Array]:
    """The numbers by which profiles are sorted, and the topics that they say something about."""
    return {
        "said": np.array([cells.topics_of(one) for one in profiles], np.uint8),
        "pay": np.array([paying.pay_order(one.facts) for one in profiles], np.int64),
        "updated": np.array([_day(one) for one in profiles], np.int32),
    }


def _day(profile: Profile) -> int:
    return profile.updated.toordinal() if profile.updated else 0

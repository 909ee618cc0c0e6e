"""Documents: an analysed profile as the cluster keeps it, and back.

`packed` holds the columns of one document, as a segment of the other engine has them, so that candidates are
ranked, explained and shown by the same code. All other fields are made from it, and only searched.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

import msgspec
import numpy as np

from indexer.engines.opensearch.mapping import KNOWN, NEVER, PACKED
from indexer.engines.whoosh.index.documents import WIDTHS, Documents
from indexer.engines.whoosh.index.mentions import decode_paths
from indexer.engines.whoosh.index.segment import Identity
from indexer.engines.whoosh.index.stored_fields import StoredFields
from indexer.engines.whoosh.indexing.analysis import Batch
from indexer.errors import enclosing
from indexer.language.words import stem
from indexer.profile import Profile
from indexer.qualification import TAXONOMY
from indexer.rules.cells import LEVELS, STARTS
from indexer.rules.schema import FIELDS, NAME_FIELDS, title_order
from indexer.ways import Route

GAP = "\N{PILCROW SIGN}"
"""Stands for a position gap, so that words on either side of it are not adjacent."""

LONGEST = 120
"""The longest token in code points; the rest of a longer one is left out."""

LONGEST_KEY = 400
"""The longest sort key in code points."""

_COLUMNS = tuple(field.name for field in fields(Documents))
_ROUTES = tuple(Route)


class Packed(msgspec.Struct, frozen=True, array_like=True):
    """One analysed profile: its identity, words and category, and its columns by name as (dtype, bytes)."""

    identity: Identity
    words: list[str]
    category: str
    columns: dict[str, tuple[str, bytes]]


class Analysed(NamedTuple):
    """One analysed profile, whose `word` is an index into `words`."""

    identity: Identity
    words: list[str]
    category: str
    documents: Documents


_decoder = msgspec.msgpack.Decoder(Packed)
_stored = msgspec.msgpack.Decoder(StoredFields)
_profile = msgspec.msgpack.Decoder(Profile)


def each_of(batch: Batch) -> Iterator[Analysed]:
    """The profiles of a batch, each with the words that it has."""
    for number, identity in enumerate(batch.identities):
        one = batch.documents.take(np.array([number]))
        used, word = np.unique(one.word, return_inverse=True)
        words = [batch.words[ordinal] for ordinal in used.tolist()]
        columns = {name: getattr(one, name) for name in _COLUMNS} | {"word": word.astype(np.uint32)}
        yield Analysed(identity, words, batch.categories[int(one.category[0])], Documents(**columns))


def pack(one: Analysed) -> str:
    """An analysed profile as text."""
    columns = {name: getattr(one.documents, name) for name in _COLUMNS}
    encoded = {name: (column.dtype.str, column.tobytes()) for name, column in columns.items()}
    packed = Packed(one.identity, one.words, one.category, encoded)
    return b64encode(zlib.compress(msgspec.msgpack.encode(packed), 1)).decode()


def unpack(text: str) -> Analysed:
    """The analysed profile that `pack` was given."""
    packed = _unpacked(text)
    columns = {
        name: np.frombuffer(encoded, dtype).reshape(-1, *WIDTHS.get(name, ()))
        for name, (dtype, encoded) in packed.columns.items()
    }
    return Analysed(packed.identity, packed.words, packed.category, Documents(**columns))


def profile_of(text: str) -> Profile:
    """The profile in a packed document of any version."""
    return _profile.decode(_unpacked(text).columns["blobs"][1])


def document_id(profile_id: str, since: int) -> str:
    """The id of a document: that of its profile, and the generation in which it begins."""
    return f"{profile_id}@{since}"


def document_of(
    one: Analysed, since: int, until: int = NEVER, counts: Mapping[str, int] | None = None
) -> Any:
    """The document of a profile that is served from generation `since` until another.

    `lengths` has the number of profiles with each word, by which titles are ordered in completions.
    """
    identity, documents = one.identity, one.documents
    texts = [word[:LONGEST] or GAP for word in one.words]
    tokens = [texts[word] for word in documents.word.tolist()]
    parts = [*_parts(documents, tokens)]
    return {
        "id": identity.id,
        "key": document_id(identity.id, since),
        "since": since,
        "until": until,
        "source": identity.source,
        "sources": [*enclosing(identity.source)],
        "fingerprint": identity.fingerprint,
        "order": order_key(identity),
        "updated": int(documents.updated[0]),
        "pay": int(documents.pay[0]),
        "category": one.category,
        "cells": _cells(documents),
        **_names(documents, parts, counts or {}),
        "stream": " ".join(map(_stem, tokens)),
        "words": " ".join(tokens),
        "texts": _texts(parts),
        PACKED: pack(one),
        KNOWN: _known(documents),
    }


def order_key(identity: Identity) -> str:
    """The sort key of a profile in the order of titles."""
    return f"{title_order(identity.title)[:LONGEST_KEY]} {identity.id}"


def hash_key(name_hash: int) -> str:
    """The hash of a name, as a keyword."""
    return f"{name_hash:x}"


def terms(words: Iterable[str]) -> str:
    """Words or stems as the text of a field or a query."""
    return " ".join(word[:LONGEST] for word in words)


def _unpacked(text: str) -> Packed:
    return _decoder.decode(zlib.decompress(b64decode(text)))


def _known(documents: Documents) -> Mapping[str, Any]:
    entry = _stored.decode(documents.stored.tobytes()).entry()
    return {
        "names": b64encode(documents.name_keys.tobytes()).decode(),
        "said": int(documents.said[0]),
        "job": b64encode(msgspec.msgpack.encode(decode_paths(documents.paths.tobytes()).job)).decode(),
        "entry": msgspec.to_builtins(entry),
    }


def _stem(token: str) -> str:
    return token if token == GAP else stem(token)[:LONGEST]


def _parts(documents: Documents, tokens: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The field and the words of each part, without gaps."""
    bounds = documents.tokens.tolist()
    for part, field in enumerate(documents.part_field.tolist()):
        yield field, [token for token in tokens[bounds[part] : bounds[part + 1]] if token != GAP]


def _texts(parts: Iterable[tuple[int, list[str]]]) -> dict[str, str]:
    """The stems in each field; one without any has a gap, as average lengths are taken over all profiles."""
    found: dict[str, list[str]] = {field: [] for field in FIELDS}
    for field, words in parts:
        found[FIELDS[field]].extend(map(_stem, words))
    return {field: " ".join(stems) or GAP for field, stems in found.items()}


def _names(
    documents: Documents, parts: Sequence[tuple[int, list[str]]], counts: Mapping[str, int]
) -> dict[str, Any]:
    """The words and hashes of a profile's names."""
    names = [words for field, words in parts if field in NAME_FIELDS]
    title = next((words for field, words in parts if field == NAME_FIELDS[0]), [])
    hashed = zip(documents.name_hash.tolist(), documents.name_is_title.tolist(), strict=True)
    keys: dict[bool, list[str]] = {True: [], False: []}
    for name_hash, is_title in hashed:
        keys[is_title].append(hash_key(name_hash))
    rarest = min((counts.get(word, 0) for word in title), default=0)
    return {
        "titles": {"title": keys[True], "other": keys[False], "begins": title[:1], "words": terms(title)},
        "names": f" {GAP} ".join(map(terms, names)),
        "length": sum(map(len, title)) - 3.0 * float(np.log2(1 + rarest)),
    }


def _cells(documents: Documents) -> dict[str, Any]:
    routes, starts = int(documents.routes[0]), int(documents.starts[0])
    cells: dict[str, Any] = {
        "routes": [route.value for bit, route in enumerate(_ROUTES) if routes >> bit & 1],
        "starts": [
            f"{route.value}.{level}"
            for bit, route in enumerate(_ROUTES)
            for level in STARTS
            if starts >> bit * len(STARTS) + level & 1
        ],
        "free": [
            f"{kind.slug}.{route.value}"
            for kind, free in zip(TAXONOMY, documents.free[0].tolist(), strict=True)
            for bit, route in enumerate(_ROUTES)
            if free >> bit & 1
        ],
        "kinds": {},
        "levels": {},
    }
    for column, role in enumerate(("any", "direct")):
        kinds, levels = int(documents.qualifications[0, column]), documents.levels[0, column].tolist()
        cells["kinds"][role] = [kind.slug for bit, kind in enumerate(TAXONOMY) if kinds >> bit & 1]
        cells["levels"][role] = [
            f"{kind.slug}.{level}"
            for kind, bits in zip(TAXONOMY, levels, strict=True)
            for bit, level in enumerate(LEVELS)
            if bits >> bit & 1
        ]
    return cells

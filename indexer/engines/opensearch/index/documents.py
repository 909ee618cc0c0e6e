"""Documents: an analysed profile as the cluster keeps it.

All fields are made from the packed profile, and only searched.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from indexer.engines.opensearch.index.cells import cell_keywords
from indexer.engines.opensearch.index.mapping import KNOWN, NEVER, PACKED
from indexer.engines.opensearch.index.packing import Analysed, pack
from indexer.engines.whoosh.index.documents import Documents
from indexer.engines.whoosh.index.mentions import decode_paths
from indexer.engines.whoosh.index.segment import Identity
from indexer.engines.whoosh.index.stored_fields import StoredFields
from indexer.errors import enclosing
from indexer.language.words import stem
from indexer.rules.schema import FIELDS, NAME_FIELDS, title_order

GAP = "\N{PILCROW SIGN}"
"""Stands for a position gap, so that words on either side of it are not adjacent."""

LONGEST = 120
"""The longest token in code points; longer ones are cut."""

LONGEST_KEY = 400
"""The longest sort key in code points."""


_stored = msgspec.msgpack.Decoder(StoredFields)


def document_id(profile_id: str, since: int) -> str:
    """The id of a document: its profile's id, and the first generation that has it."""
    return f"{profile_id}@{since}"


def document_of(
    one: Analysed, since: int, until: int = NEVER, counts: Mapping[str, int] | None = None
) -> Any:
    """The document of a profile, served from generation `since` until before `until`.

    `counts` has the number of profiles with each word, which orders titles in completions.
    """
    identity, documents = one.identity, one.documents
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
        "cells": cell_keywords(documents),
        **_searched(one, counts or {}),
        PACKED: pack(one),
        KNOWN: _known(documents),
    }


def order_key(identity: Identity) -> str:
    """The key that sorts a profile by title."""
    return f"{title_order(identity.title)[:LONGEST_KEY]} {identity.id}"


def hash_key(name_hash: int) -> str:
    """The hash of a name, as a keyword."""
    return f"{name_hash:x}"


def terms(words: Iterable[str]) -> str:
    """Words or stems as the text of a field or a query."""
    return " ".join(word[:LONGEST] for word in words)


def _known(documents: Documents) -> Mapping[str, Any]:
    entry = _stored.decode(documents.stored.tobytes()).entry()
    return {
        "names": b64encode(documents.name_keys.tobytes()).decode(),
        "said": int(documents.said[0]),
        "job": b64encode(msgspec.msgpack.encode(decode_paths(documents.paths.tobytes()).job)).decode(),
        "entry": msgspec.to_builtins(entry),
    }


def _searched(one: Analysed, counts: Mapping[str, int]) -> dict[str, Any]:
    """The fields with words and stems."""
    texts = [word[:LONGEST] or GAP for word in one.words]
    tokens = [texts[word] for word in one.documents.word.tolist()]
    parts = [*_parts(one.documents, tokens)]
    return {
        **_names(one.documents, parts, counts),
        "stream": " ".join(map(_stem, tokens)),
        "words": " ".join(tokens),
        "texts": _texts(parts),
    }


def _stem(token: str) -> str:
    return token if token == GAP else stem(token)[:LONGEST]


def _parts(documents: Documents, tokens: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The field and the words of each part, without gaps."""
    bounds = documents.tokens.tolist()
    for part, field in enumerate(documents.part_field.tolist()):
        yield field, [token for token in tokens[bounds[part] : bounds[part + 1]] if token != GAP]


def _texts(parts: Iterable[tuple[int, list[str]]]) -> dict[str, str]:
    """The stems in each field; an empty field has a gap, so that it counts in average lengths."""
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

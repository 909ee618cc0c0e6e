"""The mapping of an index: how the cluster keeps profiles, made from the schema.

We send texts as our own tokens, separated by spaces, so that both engines find by the same analysis.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indexer.engines.whoosh.search.bm25 import K1, B
from indexer.rules.schema import FIELDS, analysis_version

FORMAT = "2"
"""The version of the documents; raise it when any of them changes."""

NEVER = (1 << 31) - 1
"""The end of a document that no generation has replaced yet."""

WINDOW = 1_000_000
"""The most results that a visitor can page through."""

PACKED = "packed"
"""The field with an analysed profile, from which its document can be made again."""

KNOWN = "known"
"""The field that workers read of every profile: its names and its catalogue entry."""

LIBRARY = "library"
"""The field with what a generation holds besides its profiles."""

NOT_STORED = ("stream", "words", "texts", "names", "titles", "cells")
"""Fields that queries search and nothing reads."""


def schema_version() -> str:
    """The version of format and analysis; an index of another one is built again."""
    return f"opensearch-{FORMAT}.{analysis_version()}"


def text_field(field: int) -> str:
    """The name of the field with the stems of one field of profiles."""
    return f"texts.{FIELDS[field]}"


def settings(shards: int, replicas: int) -> Mapping[str, Any]:
    """The settings of a new index, which is not refreshed while it is filled."""
    return {
        "number_of_shards": shards,
        "number_of_replicas": replicas,
        "refresh_interval": "-1",
        "max_result_window": WINDOW,
        "similarity": {"weighted": {"type": "BM25", "k1": K1, "b": B}},
    }


KEYWORD = {"type": "keyword"}
SOUGHT = {"type": "keyword", "doc_values": False}
TOKENS = {"type": "text", "analyzer": "whitespace", "norms": False}
SCORED = {"type": "text", "analyzer": "whitespace", "similarity": "weighted", "index_options": "freqs"}
NUMBER = {"type": "integer"}
APART = {"type": "object", "enabled": False}


def mapping() -> Mapping[str, Any]:
    """The mapping of an index of profiles."""
    return {
        "dynamic": "strict",
        "_meta": {"schema_version": schema_version()},
        "_source": {"excludes": [*NOT_STORED]},
        "properties": {**_KEPT, **_SEARCHED},
    }


_KEPT: Mapping[str, Any] = {
    **dict.fromkeys(("id", "key", "source", "order", "category"), KEYWORD),
    **dict.fromkeys(("since", "until", "updated"), NUMBER),
    "pay": {"type": "long"},
    "length": {"type": "float"},
    "fingerprint": {"type": "keyword", "index": False},
    PACKED: {"type": "binary"},
    KNOWN: APART,
    LIBRARY: APART,
}
_SEARCHED: Mapping[str, Any] = {
    "sources": SOUGHT,
    **dict.fromkeys(("names", "stream", "words"), TOKENS),
    "titles": {"properties": {**dict.fromkeys(("title", "other", "begins"), SOUGHT), "words": TOKENS}},
    "texts": {"properties": dict.fromkeys(FIELDS, SCORED)},
    "cells": {
        "properties": {
            **dict.fromkeys(("routes", "starts", "free", "environment"), SOUGHT),
            **{name: {"properties": {"any": SOUGHT, "direct": SOUGHT}} for name in ("kinds", "levels")},
        }
    },
}

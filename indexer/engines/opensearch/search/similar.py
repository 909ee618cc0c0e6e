"""Similar profiles: named by an editor, or sharing significant terms."""

from __future__ import annotations

import numpy as np

from indexer.engines.opensearch.cluster.store import visible
from indexer.engines.opensearch.search.generation import OpenGeneration
from indexer.engines.opensearch.search.query import ClusterQuery
from indexer.engines.whoosh.explain.hits import HitWriter
from indexer.engines.whoosh.search.more_like_this import significant_terms
from indexer.language.interpretation import Interpretation
from indexer.profile import Profile
from indexer.question import Clauses
from indexer.results import Hit
from indexer.rules import relevance

MORE_ALIKE = 40
"""Extra similar profiles to fetch."""


def similar_to(opened: OpenGeneration, profile: Profile, limit: int) -> list[Hit]:
    """The profiles most similar to one; the ones that its editor named come first."""
    related = dict.fromkeys(one for one in profile.related if one != profile.id)
    named = [key for key in map(opened.key, related) if key]
    keys = [opened.known.by_id[profile.id].key, *named]
    reader = opened.reader([*dict.fromkeys([*keys, *_alike(opened, keys[0], limit)])])
    retrieval = opened.retrieval.over(reader)
    first = [reader.document[one] for one in related if one in reader.document]
    chosen, scores = retrieval.similar(reader.document[profile.id], first, limit)
    return [*HitWriter(reader).hits(chosen, scores, retrieval.compiled(Interpretation()), ())]


def _alike(opened: OpenGeneration, key: str, limit: int) -> list[str]:
    """The documents that share significant terms with one, as the cluster scores them."""
    alone, bm25 = np.zeros(1, np.int64), opened.retrieval.bm25
    stems, weights = significant_terms(opened.reader([key]), bm25, alone, np.ones(1), relevance.SIMILAR_TERMS)
    nothing = opened.retrieval.compiled(Interpretation())
    asked = ClusterQuery(opened.blank, bm25, opened.served.number, nothing, Clauses(""))
    scores = asked.like(dict(zip(stems.tolist(), weights.tolist(), strict=True)))
    body = {
        "query": {"bool": {"filter": [visible(opened.served.number)], "should": scores}},
        "size": limit + MORE_ALIKE,
        "sort": ["_score", {"order": "asc"}],
        "_source": False,
    }
    (found,) = opened.client.search(opened.index, [body])
    return [hit["_id"] for hit in found["hits"]["hits"]]

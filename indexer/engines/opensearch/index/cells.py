"""The cells of a profile as keywords: a word for each value, or pair of values, that filters ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from indexer.engines.whoosh.index.documents import Documents
from indexer.qualification import TAXONOMY
from indexer.rules import facets
from indexer.rules.cells import LEVELS, STARTS
from indexer.ways import Route

ROUTES = tuple(route.value for route in Route)
KINDS = tuple(kind.slug for kind in TAXONOMY)
ENVIRONMENTS = tuple(one.value for one in facets.ENVIRONMENT.values)
ROLES = ("any", "direct")
"""The columns of the cells of qualifications."""


def cell_keywords(documents: Documents) -> dict[str, Any]:
    """The cells of one profile as keywords, by field; the columns hold only this profile."""
    routes, starts = int(documents.routes[0]), int(documents.starts[0])
    pairs = [f"{route}.{level}" for route in ROUTES for level in STARTS]
    return {
        "routes": _of(routes, ROUTES),
        "starts": _of(starts, pairs),
        "environment": _of(int(documents.environment[0]), ENVIRONMENTS),
        "free": _paired(KINDS, documents.free[0].tolist(), ROUTES),
        "kinds": {
            role: _of(int(documents.qualifications[0, column]), KINDS) for column, role in enumerate(ROLES)
        },
        "levels": {
            role: _paired(KINDS, documents.levels[0, column].tolist(), list(map(str, LEVELS)))
            for column, role in enumerate(ROLES)
        },
    }


def _of(bits: int, names: Sequence[str]) -> list[str]:
    """The names whose bits are set."""
    return [name for bit, name in enumerate(names) if bits >> bit & 1]


def _paired(firsts: Sequence[str], bits: Sequence[int], seconds: Sequence[str]) -> list[str]:
    """Each first name, with the second names whose bits are set in the same cell."""
    return [f"{first}.{one}" for first, mine in zip(firsts, bits, strict=True) for one in _of(mine, seconds)]

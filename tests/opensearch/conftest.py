"""A cluster that is whole before every test."""

from __future__ import annotations

import pytest

from tests.opensearch.cluster import Cluster


@pytest.fixture
def whole(cluster: Cluster) -> Cluster:
    """The cluster, with all its nodes, whatever a test before did to them."""
    cluster.heal()
    return cluster

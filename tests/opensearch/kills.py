"""Kills: visitors search while a node is killed and comes back, or hangs for a while."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from indexer.engines import open_engine
from tests.opensearch.cluster import Cluster, Node
from tests.opensearch.library import profiles
from tests.opensearch.visitors import Outcome, Visitors, compare, expected

PROFILES = 200
"""Few enough for a build without processes of its own, which take long to start on a busy machine."""

Choice = Callable[[Cluster], Node]


def manager(cluster: Cluster) -> Node:
    """The node that manages the cluster."""
    return cluster.manager()


def data_node(cluster: Cluster) -> Node:
    """A node that does not manage the cluster."""
    managing = cluster.manager()
    return next(node for node in cluster.nodes if node is not managing)


ROLES: dict[str, Choice] = {"a data node": data_node, "the manager": manager}


def fill(url: str) -> None:
    """Build the index that the visitors search."""
    with closing(open_engine(url)) as engine:
        engine.update(profiles(PROFILES), ())


def killed(cluster: Cluster, url: str, choice: Choice, searches: int) -> Outcome:
    """Kill a node after a fifth of the searches, start it again after half, and wait until it is back."""
    cluster.heal()
    node = choice(cluster)
    with Visitors(url, compare(expected(url))) as visitors:
        visitors.wait(searches // 5)
        node.kill()
        visitors.wait(searches // 2)
        cluster.heal()
        visitors.wait(searches)
    return visitors.outcome


def hung(cluster: Cluster, url: str, choice: Choice, seconds: float) -> Outcome:
    """Let a node hang for so long."""
    cluster.heal()
    node = choice(cluster)
    with Visitors(url, compare(expected(url))) as visitors:
        visitors.wait(20)
        with cluster.hung(node, seconds):
            pass
        visitors.wait(len(visitors.outcome.seconds) + 20)
    cluster.heal()
    return visitors.outcome

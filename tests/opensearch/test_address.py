"""Addresses of an index in a cluster, and what is said of those that cannot be read."""

from __future__ import annotations

import pytest

from indexer.engines.opensearch.address import ClusterAddress
from indexer.errors import UsageError


def test_an_address_names_hosts_a_user_and_an_index() -> None:
    found = ClusterAddress.parse("opensearch+https://ann@one,two:9201/jobs?shards=3&replicas=2")
    assert found == (("https://one:9200", "https://two:9201"), "ann", "jobs", 3, 2)
    assert str(found) == "https://one:9200, https://two:9201 (jobs)"


def test_an_address_may_be_short() -> None:
    found = ClusterAddress.parse("opensearch+http://[::1]:9300/jobs")
    assert found == (("http://[::1]:9300",), "", "jobs", 1, 2)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("opensearch+http://", "write it like opensearch+https://user@host1:9200"),
        ("opensearch+ftp://host/jobs", "write it like opensearch+https://user@host1:9200"),
        ("opensearch+http://host/Jobs", "'Jobs' cannot be the name of an index"),
        ("opensearch+http://host/", "'' cannot be the name of an index"),
        ("opensearch+http://ho st/jobs", "'ho st' is not a host of the cluster"),
        ("opensearch+http://host/jobs?shards=0", "'shards=0' is not an option of an index"),
        ("opensearch+http://host/jobs?copies=2", "'copies=2' is not an option of an index"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(url: str, said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("+", r"\+").replace("?", r"\?")):
        ClusterAddress.parse(url)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError, match="PROFILE_INDEX_ENGINE_PASSWORD") as refused:
        ClusterAddress.parse("opensearch+https://ann:hunter2@host/jobs")
    assert "hunter2" not in str(refused.value)

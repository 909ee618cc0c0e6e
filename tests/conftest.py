"""What tests of several rooms share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.opensearch.cluster import Cluster
from tests.opensearch.jars import Unavailable


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Three nodes of OpenSearch, started when the first test asks; without Java a skip, but not on CI."""
    try:
        with Cluster(tmp_path_factory.mktemp("opensearch")) as started:
            yield started
    except Unavailable as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))

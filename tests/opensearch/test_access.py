"""TLS and a password, as the operators of a cluster ask for them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from indexer.engine import Access
from indexer.engines import open_engine
from indexer.errors import IndexFailure
from indexer.query import Query
from tests.contract.library import LIBRARY
from tests.opensearch.cluster import Cluster
from tests.opensearch.front import PASSWORD, USER, Front, front


@pytest.fixture
def secured(whole: Cluster, tmp_path: Path) -> Iterator[Front]:
    with front(whole.hosts[0], tmp_path) as opened:
        yield opened
    whole.delete("secured*")


def address(secured: Front) -> str:
    return f"opensearch+https://{USER}@{secured.host}/secured"


def test_an_index_is_built_and_searched_over_tls(secured: Front, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    access = Access(PASSWORD, str(secured.certificate))
    with closing(open_engine(address(secured), access)) as engine:
        engine.update(LIBRARY, ())
        assert engine.searcher().search(Query(text="boats")).hits
    assert PASSWORD not in caplog.text
    assert PASSWORD not in repr(access)


def test_a_certificate_that_nobody_vouches_for_is_refused(secured: Front) -> None:
    with (
        closing(open_engine(address(secured), Access(PASSWORD))) as engine,
        pytest.raises(IndexFailure, match="its certificate is not trusted; name the file of its authority"),
    ):
        engine.searcher()


def test_a_wrong_password_is_a_sentence_without_it(secured: Front, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    access = Access("not-the-password", str(secured.certificate))
    with (
        closing(open_engine(address(secured), access)) as engine,
        pytest.raises(IndexFailure, match="check the user and the password") as refused,
    ):
        engine.searcher()
    assert "not-the-password" not in f"{refused.value}{caplog.text}"

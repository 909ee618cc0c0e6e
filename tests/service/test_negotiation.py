"""What a client accepts and what it has is read as RFC 9110 says."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from service.http.negotiation import accepts, has_already


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip", True),
        ("br, gzip", True),
        ("GZIP", True),
        ("gzip;q=0.5", True),
        ("gzip; q=1", True),
        ("*", True),
        ("identity;q=1, *;q=0.1", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0, br", False),
        ("*;q=0", False),
        ("*, gzip;q=0", False),
        ("identity", False),
        ("x-gzipped", False),
        ("gzip;q=plenty", False),
        ("", False),
    ],
)
def test_gzip_is_accepted_or_not(client: TestClient, header: str, accepted: bool) -> None:
    assert accepts(header, "gzip") is accepted
    answer = client.get("/", headers={"Accept-Encoding": header})
    assert answer.headers.get("content-encoding") == ("gzip" if accepted else None)
    assert "accept-encoding" in answer.headers["vary"].lower()


@pytest.mark.parametrize(
    ("header", "has"),
    [
        ("*", True),
        (' "other" , W/"mine"', True),
        ('"mine"', True),
        ('"minedetector"', False),
        ('W/"other"', False),
        ("", False),
    ],
)
def test_an_entity_tag_is_compared_weakly_and_whole(header: str, has: bool) -> None:
    assert has_already(header, 'W/"mine"') is has


@pytest.mark.parametrize("path", ["/", "/api/v1/search?q=baker", "/profiles/baker", "/static/site.css"])
def test_any_representation_that_a_client_has_will_do(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"If-None-Match": "*"}).status_code == 304


def test_what_does_not_exist_is_not_what_a_client_has(client: TestClient) -> None:
    for path in ("/profiles/nobody", "/api/v1/profiles/nobody"):
        assert client.get(path, headers={"If-None-Match": "*"}).status_code == 404

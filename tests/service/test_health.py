from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

Client = Callable[..., TestClient]


def figures(client: TestClient) -> dict[str, float]:
    """The figures by name and labels."""
    text = client.get("/metrics").text
    return {
        sample.name + str(sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_a_service_that_lives_says_so_even_without_an_index(serve: Client, tmp_path: Path) -> None:
    client = serve(index=str(tmp_path / "none"))
    assert (client.get("/healthz").status_code, client.get("/healthz").text) == (200, "ok\n")
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["ready"]) == (503, False)
    assert "there is no index" in ready.json()["problems"][0]


def test_a_service_is_ready_when_an_index_serves(client: TestClient) -> None:
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json() == {"ready": True, "generation": "g00000001", "problems": []}


def test_requests_are_counted_by_route_and_status(client: TestClient) -> None:
    for path in ("/api/v1/profiles/nurse", "/api/v1/profiles/baker", "/api/v1/profiles/nobody", "/nothing"):
        client.get(path)
    seen = figures(client)
    route = "/api/v1/profiles/{id}"
    assert seen[f"profile_index_requests_total{sorted(['GET', route, '200'])}"] == 2
    assert seen[f"profile_index_requests_total{sorted(['GET', route, '404'])}"] == 1
    assert seen[f"profile_index_requests_total{sorted(['GET', 'none', '404'])}"] == 1
    assert seen[f"profile_index_request_seconds_count['{route}']"] == 3


def test_searches_that_find_nothing_are_counted(client: TestClient) -> None:
    for text in ("zzyzx", "nurse", ""):
        client.get("/api/v1/search", params={"q": text, "category": "Nowhere" if not text else ""})
    assert figures(client)["profile_index_searches_without_results_total[]"] == 1


def test_the_index_that_serves_has_figures(client: TestClient) -> None:
    seen = figures(client)
    assert seen["profile_index_profiles[]"] == 6
    assert seen["profile_index_healthy[]"] == 1
    assert 0 <= seen["profile_index_generation_age_seconds[]"] < 3600


def test_an_odd_method_adds_no_figure_of_its_own(client: TestClient) -> None:
    for method in ("BREW", "WHEN"):
        client.request(method, "/api/v1/search")
    seen = figures(client)
    assert seen[f"profile_index_requests_total{sorted(['other', '/api/v1/search', '405'])}"] == 2

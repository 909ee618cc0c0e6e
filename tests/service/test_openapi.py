"""The description of the API holds whatever is asked: cases made from it, checked against it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.generation.case import Case
from schemathesis.specs.openapi.schemas import OpenApiSchema
from starlette.routing import Route
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings

CASES = int(os.environ.get("API_CASES", "50"))
"""Cases for each call beyond the odd ones that are always tried; 200 makes two thousand in all."""


@pytest.fixture(scope="module")
def api_schema(index: Path) -> OpenApiSchema:
    app = create_app(Settings(index=str(index), rebuild_token="a-token-for-the-tests"))
    return schemathesis.openapi.from_asgi("/openapi.json", app)


schema = schemathesis.pytest.from_fixture("api_schema")


@schema.parametrize()
@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_the_api_is_as_it_is_described(case: Case[Any]) -> None:
    case.call_and_validate()


def test_every_route_of_the_api_is_described(client: TestClient) -> None:
    described = {
        (path, method.upper())
        for path, methods in client.get("/openapi.json").json()["paths"].items()
        for method in methods
    }
    routes = [route for route in client.app.routes if isinstance(route, Route)]  # type: ignore[attr-defined]
    served = {
        (route.path, method)
        for route in routes
        for method in (route.methods or set()) - {"HEAD"}
        if route.path.startswith("/api/")
    }
    assert described == served


def test_the_description_follows_the_types(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    parameters = {each["name"]: each for each in described["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert parameters["page_size"]["schema"] == {
        "type": "integer",
        "minimum": 1,
        "maximum": 50,
        "default": 10,
        "description": "Hits on a page.",
    }
    assert parameters["sort"]["schema"]["enum"] == ["relevance", "title", "updated"]
    assert "hnd" in msgspec.json.encode(parameters["qualification"]).decode()
    match = described["components"]["schemas"]["Match"]
    assert set(match["properties"]) == {"word", "as", "how", "sections"}

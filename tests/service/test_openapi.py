"""The description of the API holds whatever is asked: cases made from it, checked against it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import msgspec
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CheckFunction
from schemathesis.generation.case import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.routing import Route
from starlette.testclient import TestClient

from service.api.openapi import description
from service.querystring import REACH
from service.settings import Settings

CASES = int(os.environ.get("API_CASES", "50"))
"""Cases for each call beyond the odd ones that are always tried; 320 makes two thousand in all."""


schema = schemathesis.openapi.from_dict(description(Settings()))


@schema.parametrize()
@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_the_api_is_as_it_is_described(case: Case[Any], live: str) -> None:
    # OpenAPI has no words for a limit on the product of two parameters, nor for an order that a library
    # whose profiles say nothing of pay doesn't have.
    asked = case.query or {}
    refused = depth(asked) > REACH or asked.get("sort") == "pay"
    unasked: list[CheckFunction] = [positive_data_acceptance] if refused else []
    case.call_and_validate(base_url=live, excluded_checks=unasked)


def depth(query: Mapping[str, Any]) -> int:
    page, page_size = str(query.get("page") or 1), str(query.get("page_size") or 10)
    return int(page) * int(page_size) if page.isdecimal() and page_size.isdecimal() else 0


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
        "description": "Hits per page.",
    }
    assert parameters["have"]["schema"] == {
        "type": "integer",
        "minimum": 0,
        "maximum": 8,
        "description": "The level you have: keeps the ways in that you can start with it or less.",
    }
    assert "apprenticeship" in parameters["route"]["schema"]["items"]["enum"]
    assert sorted(parameters["sort"]["schema"]["enum"]) == ["pay", "relevance", "title", "updated"]
    assert "hnd" in msgspec.json.encode(parameters["qualification"]).decode()
    match = described["components"]["schemas"]["Match"]
    assert set(match["properties"]) == {"word", "as", "how", "sections"}
    way = described["components"]["schemas"]["WayAnswer"]
    assert set(way["properties"]) == {"route", "start", "needs_experience", "needs", "leads_to", "quote"}

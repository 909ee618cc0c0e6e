"""The OpenAPI 3.1 description of the API, generated from its types."""

from __future__ import annotations

from http import HTTPStatus
from importlib.metadata import version
from typing import Any

import msgspec

from indexer.profile import ID_PATTERN
from service.api.routes import ENDPOINTS, ROOT, Endpoint
from service.http.problems import MEDIA_TYPE, Problem
from service.rebuild_record import Rebuild
from service.settings import Settings

SCHEMAS = "#/components/schemas/"
PROBLEMS_OF_GET = (400, 404, 405, 411, 413, 414, 500, 503)
PROBLEMS_OF_REBUILD = (401, 404, 405, 409, 411, 413, 414, 429, 500, 503)


def description(settings: Settings) -> dict[str, Any]:
    """The whole OpenAPI document."""
    answers = [*(endpoint.answer for endpoint in ENDPOINTS), Rebuild, Problem]
    _, schemas = msgspec.json.schema_components(answers, ref_template=SCHEMAS + "{name}")
    paths: dict[str, Any] = {ROOT + each.path: {"get": _get(each)} for each in ENDPOINTS}
    paths[f"{ROOT}/rebuild"] = {"post": _rebuild()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.site_name}: profile search",
            "version": version("profile-index"),
            "description": "Search career profiles. Errors are problem details (RFC 9457).",
        },
        "servers": [{"url": settings.site}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _get(endpoint: Endpoint) -> dict[str, Any]:
    in_path = [_path_parameter()] if "{id}" in endpoint.path else []
    return {
        "operationId": endpoint.respond.__name__,
        "summary": endpoint.summary,
        "parameters": [*in_path, *_query_parameters(endpoint.parameters)],
        "responses": {"200": _answer("The answer.", endpoint.answer), **_problems(PROBLEMS_OF_GET)},
    }


def _rebuild() -> dict[str, Any]:
    return {
        "operationId": "rebuild",
        "summary": "Update the index in the background; follow it in the status.",
        "security": [{"token": []}],
        "responses": {"202": _answer("The rebuild has started.", Rebuild), **_problems(PROBLEMS_OF_REBUILD)},
    }


def _query_parameters(table: type[msgspec.Struct]) -> list[dict[str, Any]]:
    (reference,), schemas = msgspec.json.schema_components([table], ref_template=SCHEMAS + "{name}")
    properties = schemas[reference["$ref"].removeprefix(SCHEMAS)]["properties"]
    return [_query_parameter(name, _inlined(each, schemas)) for name, each in properties.items()]


def _query_parameter(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """An optional parameter; leaving it empty is the same as leaving it out."""
    parameter = {"name": name, "in": "query", "required": False, "schema": schema}
    each = schema.get("items", schema)
    is_text = each.get("type") == "string" and "enum" not in each
    return parameter if is_text else {**parameter, "allowEmptyValue": True}


def _inlined(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """A parameter's schema without null, with the choices that it refers to written in place."""
    if "items" in schema:
        return {**schema, "items": _inlined(schema["items"], schemas)}
    if "anyOf" in schema:
        return next(each for each in schema["anyOf"] if each != {"type": "null"})
    chosen = schema.get("allOf", [{}])[0].get("$ref") or schema.get("$ref")
    if chosen is None:
        return schema
    kept = {key: value for key, value in schema.items() if key not in {"$ref", "allOf"}}
    return {**schemas[chosen.removeprefix(SCHEMAS)], **kept}


def _path_parameter() -> dict[str, Any]:
    schema = {"type": "string", "pattern": f"^{ID_PATTERN.pattern}$"}
    return {"name": "id", "in": "path", "required": True, "description": "A profile's id.", "schema": schema}


def _answer(words: str, kind: type[msgspec.Struct], media_type: str = "application/json") -> dict[str, Any]:
    return {
        "description": words,
        "content": {media_type: {"schema": {"$ref": SCHEMAS + kind.__name__}}},
    }


def _problems(statuses: tuple[int, ...]) -> dict[str, Any]:
    return {str(each): _answer(f"{HTTPStatus(each).phrase}.", Problem, MEDIA_TYPE) for each in statuses}

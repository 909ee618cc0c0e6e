"""The API's description for a page: calls, parameters and types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Parameter(NamedTuple):
    """A parameter: its type, allowed values and description."""

    name: str
    kind: str
    description: str
    in_path: bool
    many: bool
    choices: tuple[str, ...]


class Call(NamedTuple):
    """A call: method, path, summary, parameters and type of answer."""

    method: str
    path: str
    summary: str
    parameters: tuple[Parameter, ...]
    answer: str


class Shape(NamedTuple):
    """A type of answer, with its fields and their types."""

    name: str
    description: str
    fields: tuple[tuple[str, str], ...]


def calls(described: Mapping[str, Any]) -> list[Call]:
    """The calls of an OpenAPI description."""
    return [
        Call(
            method.upper(),
            path,
            operation["summary"],
            tuple(_parameter(each) for each in operation.get("parameters", ())),
            _answer(operation["responses"]),
        )
        for path, item in described["paths"].items()
        for method, operation in item.items()
    ]


def shapes(described: Mapping[str, Any]) -> list[Shape]:
    """The types of an OpenAPI description that have fields."""
    return [
        Shape(
            name,
            schema.get("description", ""),
            tuple((field, kind(each)) for field, each in schema["properties"].items()),
        )
        for name, schema in described["components"]["schemas"].items()
        if "properties" in schema
    ]


def kind(schema: Mapping[str, Any]) -> str:
    """A schema in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " or ".join(str(value) for value in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(kind(each) for each in schema["anyOf"])
    if "prefixItems" in schema:
        return "pair of " + kind(schema["prefixItems"][0])
    if schema.get("type") == "array":
        return f"list of {kind(schema.get('items') or {})}"
    return str(schema.get("format") or schema.get("type") or "anything")


def _parameter(described: Mapping[str, Any]) -> Parameter:
    schema = described["schema"]
    many = schema.get("type") == "array"
    item = schema["items"] if many else schema
    choices = tuple(str(value) for value in item.get("enum", ()))
    words = described.get("description") or item.get("description") or schema.get("description") or ""
    return Parameter(described["name"], _allowed(item), words, described["in"] == "path", many, choices)


def _allowed(schema: Mapping[str, Any]) -> str:
    if "minimum" in schema and "maximum" in schema:
        return f"{schema['minimum']} to {schema['maximum']:,}"
    return kind(schema)


def _answer(responses: Mapping[str, Any]) -> str:
    good = next(response for status, response in responses.items() if status.startswith("2"))
    return kind(next(iter(good["content"].values()))["schema"])

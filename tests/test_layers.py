"""Imports run one way: every room may use those before it in this list, and no other of ours."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
ROOMS = (
    *(
        "errors",
        "complaints",
        "profile",
        "markdown",
        "qualification",
        "paths",
        "language",
        "engine",
        "readers",
        "corpus",
        "check",
    ),
    *("acceptance", "engines", "sync", "evaluate", "watch"),
    *("parameters", "settings", "querystring", "log", "limits", "security", "problems", "metrics", "rebuild"),
    *("serving", "view", "answers", "api", "openapi", "health", "pages", "app", "commands", "cli"),
)
LIBRARIES = {
    "whoosh": "indexer.engines.whoosh",
    "starlette": "service",
    "typer": "service",
    "uvicorn": "service",
}
FILES = [path for top in ("indexer", "service") for path in sorted((TOP / top).rglob("*.py"))]


def room_of(module: str) -> str:
    return module.split(".")[1]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(TOP).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{name.name}" for name in node.names]
            yield from names if node.module in {"indexer", "service"} else [node.module]


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_module_imports_only_what_stands_before_it(path: Path) -> None:
    here = module_of(path)
    for name in imported(path):
        if name.startswith(("indexer.", "service.")) and room_of(name) != room_of(here):
            assert ROOMS.index(room_of(name)) < ROOMS.index(room_of(here)), f"{here} imports {name}"
            assert not name.startswith("indexer.engines."), f"{here} names an engine: {name}"


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_library_stays_in_its_room(path: Path) -> None:
    for name in imported(path):
        home = LIBRARIES.get(name.split(".")[0])
        assert home is None or module_of(path).startswith(home), f"{module_of(path)} imports {name}"

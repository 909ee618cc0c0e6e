"""Imports run one way: every room may use those before it in its list, and no other of ours."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
INDEXER = """
    errors complaints labels profile schedule sanitiser markdown qualification ways cells paths language
    schema query results report engine relevance snippets facets suggesting generations readers roots corpus
    check difference acceptance engines sync evaluate watch
"""
SERVICE = """
    parameters settings querystring negotiation redaction terminal log limits workers security problems
    authorisation metrics rebuild response_cache app_state view recognised answers api openapi health pages
    app commands cli
"""
WHOOSH = "codec index indexing search suggest explain searcher engine"
ROOMS = {
    "": (INDEXER + SERVICE).split(),
    "indexer.engines.whoosh.": WHOOSH.split(),
}
"""The rooms within a package, in the order in which they may import: each only those before it."""

APART = {"indexing", "search", "suggest"}
"""Rooms of the engine that know nothing of one another."""

LIBRARIES = {
    "whoosh": "indexer.engines.whoosh.codec",
    "starlette": "service",
    "typer": "service",
    "uvicorn": "service",
}
MOST_MODULES = 12
LONGEST = 250
FILES = [path for top in ("indexer", "service") for path in sorted((TOP / top).rglob("*.py"))]


def room_of(module: str, package: str) -> str:
    """The room of a module within a package; the top has two, `indexer` and `service`."""
    return module.removeprefix(package).split(".")[0 if package else 1]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(TOP).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{name.name}" for name in node.names]
            yield from names if _is_package(node.module) else [node.module]


def _is_package(module: str) -> bool:
    return (TOP / module.replace(".", "/")).is_dir()


def ours(path: Path, package: str) -> Iterator[str]:
    """What a module imports of a package."""
    return (name for name in imported(path) if name.startswith(package or ("indexer.", "service.")))


@pytest.mark.parametrize("package", ROOMS)
@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_module_imports_only_what_stands_before_it(path: Path, package: str) -> None:
    here, rooms = module_of(path), ROOMS[package]
    if not here.startswith(package) or here in {"indexer", "service"}:
        return
    mine = room_of(here, package)
    for name in ours(path, package):
        if (other := room_of(name, package)) != mine:
            assert rooms.index(other) < rooms.index(mine), f"{here} imports {name}"
            assert not {mine, other} <= APART, f"{here} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_only_an_engine_knows_an_engine(path: Path) -> None:
    here = module_of(path)
    for name in imported(path):
        names_one = name.startswith("indexer.engines.") and name != "indexer.engines.open_engine"
        assert here.startswith("indexer.engines") or not names_one, name


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_library_stays_in_its_room(path: Path) -> None:
    for name in imported(path):
        home = LIBRARIES.get(name.split(".")[0])
        assert home is None or module_of(path).startswith(home), f"{module_of(path)} imports {name}"


def test_a_room_of_the_engine_fits_in_the_head() -> None:
    for room in WHOOSH.split():
        modules = [path for path in FILES if module_of(path).startswith(f"indexer.engines.whoosh.{room}.")]
        assert len(modules) <= MOST_MODULES, room


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_file_is_not_too_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST

"""Imports run one way: every room may use those before it in its list, and no other of ours."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.rules.schema import READ_BY

TOP = Path(__file__).parents[1]
INDEXER = """
    errors error_messages labels sentences facts profile addresses schedule sanitiser markdown patterns
    categories qualification ways environment paths language question query results report engine rules
    generations readers library check updating importing engines evaluate
"""
SERVICE = """
    parameters settings querystring http terminal log metrics rebuild_record rebuild response_cache
    moved app_state link_targets view api pages editors app commands cli
"""
WHOOSH = "codec index indexing search suggest explain searcher serving engine"
OPENSEARCH = "address index cluster search searcher writing opening engine"
ROOMS = {
    "": (INDEXER + SERVICE).split(),
    "indexer.engines.whoosh.": WHOOSH.split(),
    "indexer.engines.opensearch.": OPENSEARCH.split(),
}
"""The rooms within a package, in the order in which they may import: each only those before it."""

APART = {"indexing", "search", "suggest"}
"""Rooms of the engine that know nothing of one another."""

LIBRARIES = {
    "whoosh": "indexer.engines.whoosh.codec",
    "opensearchpy": "indexer.engines.opensearch.cluster",
    "starlette": "service",
    "typer": "service",
    "uvicorn": "service",
}
MOST_MODULES = 14
MOST_IMPORTS = 12
LONGEST = 250
LONGEST_FUNCTION = 30
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


@pytest.mark.parametrize("folder", sorted({path.parent for path in FILES}), ids=lambda folder: folder.name)
def test_a_room_fits_in_the_head(folder: Path) -> None:
    modules = [path for path in FILES if path.parent == folder and path.name != "__init__.py"]
    assert len(modules) <= MOST_MODULES


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_file_is_not_too_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_function_is_not_too_long(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_module_imports_few_of_ours(path: Path) -> None:
    nodes = [
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)
    ]
    modules = {node.module for node in nodes if (node.module or "").split(".")[0] in ("indexer", "service")}
    assert len(modules) <= MOST_IMPORTS, sorted(filter(None, modules))


def types_of(path: Path) -> Iterator[str]:
    """The public classes and type aliases that a module defines."""
    for node in ast.parse(path.read_text("utf-8")).body:
        match node:
            case ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if re.fullmatch(r"(?:[A-Z][a-z]+)+", name):
                    yield name


def test_no_name_has_two_meanings() -> None:
    owners = Counter(name for path in FILES for name in types_of(path) if not name.startswith("_"))
    assert [name for name, count in owners.items() if count > 1] == []


@pytest.mark.parametrize("pattern", READ_BY)
def test_what_makes_an_index_is_where_the_schema_looks_for_it(pattern: str) -> None:
    assert list((TOP / "indexer").glob(pattern))

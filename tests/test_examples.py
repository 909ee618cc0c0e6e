"""The examples in docstrings give the answers that they show."""

from __future__ import annotations

import doctest
import importlib
from contextlib import closing
from pathlib import Path

import pytest

from indexer.engines import open_engine
from indexer.library.corpus import Corpus
from indexer.updating.sync import sync

LIBRARY = Path(__file__).parents[1] / "profiles"
MODULES = (
    "indexer.query",
    "indexer.results",
    "indexer.engine",
    "indexer.profile",
    "indexer.qualification.recognition",
    "indexer.ways.recognition",
    "indexer.paths.recognition",
)


@pytest.fixture(scope="module")
def beside_an_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of the library that ships, as `profile-index build` makes it."""
    folder = tmp_path_factory.mktemp("examples")
    with closing(open_engine(f"whoosh:{folder / '.index'}")) as engine:
        sync(Corpus([LIBRARY]), engine)
    return folder


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(
    name: str, beside_an_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(beside_an_index)
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted
    assert not result.failed

"""A search from the shell imports what a search needs, as importing takes longer than searching."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROFILE = "---\ntitle: Cooper\n---\n\n## What you will do\n\nA cooper makes barrels from staves.\n"
NEVER = """
    asyncio starlette structlog watchfiles markdown_it multiprocessing uvicorn jinja2
    indexer.engines.whoosh.indexing indexer.readers indexer.updating service.rebuild
"""
"""What serves, builds and checks."""

SEARCHING = """
import sys
from service.cli import main
sys.argv = ["profile-index", *sys.argv[1:]]
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    (folder / "cooper.md").write_text(PROFILE)
    command = (sys.executable, "-m", "service.cli", "build", "--profiles", str(folder))
    subprocess.run((*command, "--index", str(folder / ".index")), check=True, capture_output=True)
    return folder / ".index"


@pytest.mark.parametrize(
    "words", [("barrels",), ("cooper", "jobs", "that", "take", "gcses"), ("--json", "staves")]
)
def test_a_search_from_the_shell_imports_nothing_that_serves_or_builds(
    index: Path, words: tuple[str, ...]
) -> None:
    command = (sys.executable, "-c", SEARCHING, "search", "--index", str(index), *words)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "cooper" in done.stdout.lower()
    assert set(NEVER.split()) & set(done.stderr.split()) == set()

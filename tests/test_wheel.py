"""The wheel, in an environment that has nothing else: what people get who install it."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tarfile
import time
import venv
from pathlib import Path
from zipfile import ZipFile

import httpx2
import pytest

TOP = Path(__file__).parents[1]
PROFILE = """\
---
title: Bell founder
---

## What you will do

Cast bells, tune them and hang them in towers.

## Entry requirements

You need an apprenticeship.
"""

pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(TOP)]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The command as it is installed from the wheel with the locked dependencies."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    locked = TOP / "requirements" / "run.txt"
    subprocess.run([*pip, "--require-hashes", "--requirement", str(locked)], check=True)
    subprocess.run([*pip, "--no-index", "--no-deps", str(wheel)], check=True)
    return str(folder / "bin" / "profile-index")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder far from the checkout with one profile in it."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "profiles").mkdir()
    (folder / "profiles" / "bell-founder.md").write_text(PROFILE, "utf-8")
    return folder


def run(command: str, folder: Path, *words: str) -> str:
    return subprocess.run(
        [command, *words], cwd=folder, check=True, capture_output=True, text=True, timeout=60
    ).stdout


def test_the_wheel_carries_pages_and_lists_but_no_library_and_no_tests(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    for wanted in ("service/templates/search.html", "indexer/language/synonyms.toml", "indexer/py.typed"):
        assert wanted in names
    assert any(name.startswith("service/static/") for name in names)
    assert not [name for name in names if name.startswith(("tests", "profiles", "benchmarks", "templates"))]


def test_the_source_archive_has_what_its_readme_calls(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", str(tmp_path), str(TOP)]
    subprocess.run(build, check=True, capture_output=True)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as file:
        file.extractall(tmp_path, filter="data")
    folder = tmp_path / archive.name.removesuffix(".tar.gz")
    readme = (folder / "README.md").read_text("utf-8")
    linked = re.findall(r"\]\(([^):#]+)\)", readme)
    assert len(linked) > 5
    assert [name for name in linked if not (folder / name).exists()] == []
    for target in re.findall(r"^\$ make (\w+)", readme, re.MULTILINE):
        dry = subprocess.run(["make", "-n", target], cwd=folder, capture_output=True, text=True)
        assert dry.returncode == 0, dry.stderr
        called = [folder / name for name in re.findall(r"\.ci/\w+|requirements/\w+\.txt", dry.stdout)]
        assert [path for path in called if not path.exists()] == []


def test_what_was_installed_helps_builds_and_finds(command: str, library: Path) -> None:
    assert "serve" in run(command, library, "--help")
    assert "added 1: bell-founder.md" in run(command, library, "build")
    found = json.loads(run(command, library, "search", "tower bells", "--json"))
    assert [hit["id"] for hit in found["hits"]] == ["bell-founder"]


def test_what_was_installed_serves_the_search_page(command: str, library: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    words = [command, "serve", "--port", str(port)]
    with subprocess.Popen(words, cwd=library, env={**os.environ}, stderr=subprocess.DEVNULL) as process:
        try:
            page = get(f"http://127.0.0.1:{port}/?q=bells")
        finally:
            process.terminate()
    assert "Bell founder" in page
    assert "<mark>" in page


def get(address: str) -> str:
    for _ in range(200):
        try:
            return httpx2.get(address).raise_for_status().text
        except httpx2.TransportError:
            time.sleep(0.05)
    raise AssertionError(f"nothing answers at {address}")

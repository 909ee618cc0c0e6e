"""Damage: bytes that flip, files that end early or go, in the generation that serves."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec

from tests.faults.subjects import Subject


def flip(path: Path, chance: random.Random) -> None:
    """Turn one bit."""
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def blank(path: Path, chance: random.Random) -> None:
    """Put zeros where a page was, as a lost write does; at least one byte of it was none before."""
    data = bytearray(path.read_bytes())
    start = chance.choice([place for place, byte in enumerate(data) if byte])
    data[start : start + 4096] = bytes(len(data[start : start + 4096]))
    path.write_bytes(data)


def truncate(path: Path, chance: random.Random) -> None:
    """Lose the end."""
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def remove(path: Path, chance: random.Random) -> None:
    """Lose the file."""
    path.unlink()


KINDS: tuple[Callable[[Path, random.Random], None], ...] = (flip, blank, truncate, remove)


class Outcome(msgspec.Struct):
    """How often each kind of file was damaged, and what went unnoticed or was answered wrongly."""

    files: dict[str, int] = {}
    unnoticed: list[str] = []
    wrong: list[str] = []


def damages(subject: Subject, place: Path, count: int) -> Outcome:
    """Damage the generation that serves so many times, each time anew, over every file in turn."""
    chance = random.Random(count)  # noqa: S311  repeatable chance, no secret
    subject.before(place / "ready")
    subject.build(place / "ready")
    outcome, files = Outcome(), Counter[str]()
    for number in range(count):
        root = place / "index"
        subprocess.run(("cp", "-a", place / "ready", root), check=True)  # files that are shared stay so
        paths = sorted(path for path in (root / "current").resolve().rglob("*") if path.is_file())
        path = chance.choice(paths) if number >= len(paths) else paths[number]
        kind = KINDS[number % len(KINDS)] if path.stat().st_size else remove
        kind(path, chance)
        files[path.suffix or path.name] += 1
        _look(subject, root, f"{kind.__name__} {path.name}", outcome)
        shutil.rmtree(root)
    outcome.files = dict(files)
    return outcome


def _look(subject: Subject, root: Path, what: str, outcome: Outcome) -> None:
    if not any("damaged" in problem for problem in subject.problems(root)):
        outcome.unnoticed.append(what)
    answer = subject.answers(root)
    if answer != "before":
        outcome.wrong.append(f"{what}: {answer}")

"""Growth: whole commands over a library and one twice as large, in one file and in a folder of files.

`python -m benchmarks.growth` replaces the figures in docs/performance.md, and ends with an error if a command
takes much more than twice the processor time for twice the profiles.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import msgspec
import psutil
import typer

from benchmarks import content, page, real
from benchmarks.memory import Peak
from indexer.profile import Profile

Record = Mapping[str, Any]

PAGE = content.ROOT / "docs" / "performance.md"
NAME = "Twice the profiles"
MARK = "<!-- figures: made by `python -m benchmarks.growth` -->"
MOST_GROWTH = 2.6
"""The largest ratio of processor times for twice the profiles that counts as linear."""
SHORTEST = 2.0
"""Seconds of processor time below which a ratio says nothing, because starting is most of it."""
WRONG_USAGE = 2
"""The exit code of a command that was given wrongly."""
REMOVED = 10
"""One in REMOVED profiles is removed; a build that loses more than a fifth would be refused."""

RECORDS, FOLDER, FAULTY = "records.jsonl", "folder", "faulty.jsonl"


class Cost(NamedTuple):
    """The cost of a command with all its processes: seconds, processor seconds, and megabytes at the peak."""

    elapsed: float
    processor: float
    memory: float


class Step(NamedTuple):
    """A command over the library, and the change to the library before it."""

    name: str
    command: Sequence[str]
    before: Callable[[Path], None] | None = None


def change_record(library: Path) -> None:
    """Change the record in the middle of the file."""
    lines = (library / RECORDS).read_bytes().splitlines(keepends=True)
    lines[len(lines) // 2] = lines[len(lines) // 2].replace(b'"title":"', b'"title":"Deputy ', 1)
    (library / RECORDS).write_bytes(b"".join(lines))


def change_file(library: Path) -> None:
    """Add a line to one file."""
    path = _files(library)[0]
    path.write_text(f"{path.read_text()}\n\nYou keep the keys of the store.\n")


def remove_files(library: Path) -> None:
    """Remove some of the files."""
    for path in _files(library)[::REMOVED]:
        path.unlink()


def _files(library: Path) -> list[Path]:
    return sorted((library / FOLDER).iterdir())


IN_ONE_FILE = ("--profiles", RECORDS, "--index", "index-of-file")
IN_A_FOLDER = ("--profiles", FOLDER, "--index", "index-of-folder")
STEPS = (
    Step("build from one file", ("build", *IN_ONE_FILE)),
    Step("build after one record changed", ("build", *IN_ONE_FILE), change_record),
    Step("check one file", ("check", RECORDS)),
    Step("import one file", ("import", RECORDS, "--to", FOLDER)),
    Step("build from a folder", ("build", *IN_A_FOLDER)),
    Step("build after one file changed", ("build", *IN_A_FOLDER), change_file),
    Step("check a folder", ("check", FOLDER)),
    Step("status of a folder, with its findings", ("status", "--library", *IN_A_FOLDER)),
    Step("build after a tenth was removed", ("build", *IN_A_FOLDER), remove_files),
    Step("report on faulty records", ("check", FAULTY)),
    Step("search from the shell", ("search", "nurse", *IN_A_FOLDER[2:])),
)


def measure(size: int) -> Mapping[str, Cost]:
    """The cost of each step over a library of `size` profiles."""
    with tempfile.TemporaryDirectory() as name:
        library = Path(name)
        _write(library, records(size))
        costs = {}
        for step in STEPS:
            if step.before:
                step.before(library)
            costs[step.name] = _run(step, library)
            typer.echo(f"{size:,}: {step.name}: {costs[step.name].elapsed:.1f} s", err=True)
        return costs


def records(size: int) -> Iterator[Record]:
    """Records of the real library, or else the shipped one, repeated under new names to any number."""
    known = real.LIBRARY.read_bytes().splitlines() if real.available() else _shipped()
    for number, line in enumerate(islice(cycle(known), size)):
        yield _renamed(json.loads(line), number // len(known))


def _renamed(record: Record, repetition: int) -> Record:
    """A record under new names; the first time under its own."""
    if not repetition:
        return record
    names = [f"{name} {repetition}" for name in record.get("alternative_titles", ())]
    own = {"id": f"{record['id']}-{repetition}", "title": f"{record['title']} {repetition}"}
    return {**record, **own, "alternative_titles": names}


def _shipped() -> list[bytes]:
    return [msgspec.json.encode(_record(page)) for page in content.pages(content.ROOT / "profiles")]


def _record(page: Profile) -> Record:
    sections = [{"heading": one.heading, "text": one.text} for one in page.sections]
    return {"id": page.id, "title": page.title, "sections": sections}


def _write(library: Path, found: Iterable[Record]) -> None:
    """Write records into one file, and into another with a misspelt key in each."""
    with (library / RECORDS).open("wb") as good, (library / FAULTY).open("wb") as faulty:
        for record in found:
            good.write(msgspec.json.encode(record) + b"\n")
            faulty.write(msgspec.json.encode({"id": record["id"], "titel": record["title"]}) + b"\n")


def _run(step: Step, library: Path) -> Cost:
    """Run a command to its end; findings and refusals are part of the work, wrong usage is not."""
    command = [sys.executable, "-m", "service.cli", *step.command]
    environment = {"PYTHONPATH": str(content.ROOT)}
    began, before = time.perf_counter(), _children()
    with (
        subprocess.Popen(
            command, cwd=library, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process,
        Peak(process.pid) as peak,
    ):
        said = process.communicate()[1].decode()
    if process.returncode >= WRONG_USAGE or process.returncode < 0:
        raise SystemExit(f"{step.name} ended with {process.returncode}: {said[-500:]}")
    return Cost(time.perf_counter() - began, _children() - before, peak.megabytes)


def _children() -> float:
    """The processor seconds of all child processes that have ended."""
    times = psutil.Process().cpu_times()
    return float(times.children_user + times.children_system)


def rows(small: Mapping[str, Cost], large: Mapping[str, Cost], size: int) -> Iterator[str]:
    """The figures as a table."""
    sizes = (f"{each:,} profiles, s | processors, s | MB" for each in (size, 2 * size))
    yield f"| | {' | '.join(sizes)} | ratio |"
    yield f"| --- |{' ---: |' * 7}"
    for name in small:
        once, twice = (
            f"{cost.elapsed:.1f} | {cost.processor:.1f} | {cost.memory:,.0f}"
            for cost in (small[name], large[name])
        )
        yield f"| {name} | {once} | {twice} | {large[name].processor / small[name].processor:.2f} |"


def faults(small: Mapping[str, Cost], large: Mapping[str, Cost]) -> list[str]:
    """The commands whose time grows faster than the library."""
    return [
        f"{name} takes {cost.processor / small[name].processor:.1f} times as long for twice the profiles"
        for name, cost in large.items()
        if cost.processor > max(MOST_GROWTH * small[name].processor, SHORTEST)
    ]


def main(
    size: Annotated[int, typer.Option(min=20, help="Profiles of the smaller library.")] = 17_500,
) -> None:
    """Measure commands over a library and one twice as large, and put the figures into the document."""
    small, large = measure(size), measure(2 * size)
    lines, wrong = [*rows(small, large, size)], faults(small, large)
    page.put(PAGE, NAME, lines, wrong, (NAME,), MARK)
    typer.echo("\n".join([*lines, "", *wrong]))
    raise typer.Exit(1 if wrong else 0)


if __name__ == "__main__":
    typer.run(main)

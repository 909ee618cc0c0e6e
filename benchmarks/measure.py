"""One size measured: every peer builds, then all answer the same questions in turns."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec

from benchmarks import document, memory
from benchmarks.agreement import Agreement, agreements
from benchmarks.document import Document
from benchmarks.peers import ALL, ANY, Answer
from benchmarks.plan import PASSES, SEED, Plan
from benchmarks.processes import Process, Program
from benchmarks.questions import questions

Say = Callable[[str], None]


class Figures(msgspec.Struct):
    """What was measured of one peer: times in milliseconds, sizes in megabytes, building in seconds."""

    version: str = ""
    build: float = 0.0
    build_memory: float = 0.0
    disk: float = 0.0
    open: float = 0.0
    check: float = 0.0
    memory: float = 0.0
    update: list[float] = []
    times: dict[str, list[float]] = {}


class Run(msgspec.Struct):
    """One size: the figures of every peer, and what they agree in."""

    size: int
    figures: dict[str, Figures]
    reference: str = ""
    agreements: dict[str, Agreement] = {}


def measure(
    plan: Plan, documents: Sequence[Document], programs: Mapping[str, Program], folder: Path, say: Say
) -> Run:
    """Measure these peers over these documents."""
    library = folder / "library.jsonl"
    document.write(library, documents)
    run = Run(len(documents), {})
    for name, program in programs.items():
        say(f"{run.size} profiles: {name} builds")
        run.figures[name] = _built(name, program, library, _place(folder, name))
    with ExitStack() as stack:
        processes = [stack.enter_context(Process(name, program)) for name, program in programs.items()]
        for process in processes:
            figures = run.figures[process.name]
            figures.open, figures.check = process.ask("open", str(_place(folder, process.name)))
        _ask(plan, documents, processes, run, say)
        _change(plan, documents, processes, run, say)
    return run


def _place(folder: Path, name: str) -> Path:
    return folder / name


def _built(name: str, program: Program, library: Path, place: Path) -> Figures:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    with Process(name, program) as process:
        process.ask("load", str(library))
        before = memory.megabytes(process.number)
        with memory.Peak(process.number) as peak:
            seconds = process.ask("build", str(place))
        version = process.ask("version")
    disk = sum(path.lstat().st_size for path in place.rglob("*") if path.is_file()) / 1e6
    return Figures(version=version, build=seconds, build_memory=peak.megabytes - before, disk=disk)


def _ask(plan: Plan, documents: Sequence[Document], processes: Sequence[Process], run: Run, say: Say) -> None:
    asked = questions(documents, plan.rounds * plan.questions, SEED)
    for round_ in range(plan.rounds):
        say(f"{run.size} profiles: round {round_ + 1} of {plan.rounds}")
        mine = asked[round_ * plan.questions :][: plan.questions]
        turned = [*processes[round_ % len(processes) :], *processes[: round_ % len(processes)]]
        for number, chunk in enumerate(_chunks(mine, plan.chunk)):
            for process in turned:
                rounds, count = plan.share(process.name, run.size)
                if round_ < rounds and number * plan.chunk < count:
                    _time(process, chunk, run.figures[process.name])
    for process in processes:
        run.figures[process.name].memory = memory.megabytes(process.number)
    run.reference, run.agreements = agreements(
        {process.name: _answers(plan, process, asked, run.size) for process in processes}
    )


def _answers(plan: Plan, process: Process, asked: Sequence[str], size: int) -> dict[str, list[Answer]]:
    """A peer's answers to the first round."""
    mine = asked[: plan.share(process.name, size)[1]]
    return {
        words: [Answer(*values) for values in process.ask("answers", mine, words)] for words in (ANY, ALL)
    }


def _time(process: Process, chunk: Sequence[str], figures: Figures) -> None:
    for name, verb, words in PASSES:
        figures.times.setdefault(name, []).extend(process.ask("time", verb, chunk, words))


def _change(
    plan: Plan, documents: Sequence[Document], processes: Sequence[Process], run: Run, say: Say
) -> None:
    say(f"{run.size} profiles: one of them changes")
    for number in range(plan.updates):
        before = documents[number * len(documents) // plan.updates]
        word = f"zyx{'abcdefgh'[number % 8] * 3}"
        kind, heading, text = before.sections[0]
        section = (kind, heading, f"{text}\n{word}")
        after = before._replace(sections=(section, *before.sections[1:]))
        for process in processes:
            run.figures[process.name].update.append(process.ask("update", after, word))


def _chunks(values: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (values[start : start + size] for start in range(0, len(values), size))

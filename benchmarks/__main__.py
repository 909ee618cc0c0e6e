"""The benchmark's command: `python -m benchmarks`."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from benchmarks import content, http, real, report, results
from benchmarks.document import Document
from benchmarks.measure import Run, measure
from benchmarks.peers import EARLIER, PEERS
from benchmarks.plan import SEED, Plan
from benchmarks.processes import Program, WorkerFailed, earlier, program
from benchmarks.questions import questions

DOCS = content.ROOT / "docs"
FIGURES = "performance.json"
HTTP_SIZE = 3500
WORKERS = (1, 2)


def main(
    sizes: Annotated[str, typer.Option(help="How many profiles, with commas.")] = "342,3500,35000",
    peers: Annotated[str, typer.Option(help="Which engines, with commas.")] = ",".join(PEERS),
    rounds: Annotated[int, typer.Option(min=1, help="Rounds of fresh questions.")] = 5,
    asked: Annotated[int, typer.Option("--questions", min=1, help="Questions in a round.")] = 40,
    over_http: Annotated[bool, typer.Option("--http/--no-http", help="Load the service as well.")] = True,
    before: Annotated[
        Path | None,
        typer.Option("--earlier", help="A checkout of another version, measured beside this one."),
    ] = None,
    docs: Annotated[
        Path, typer.Option(help="Where the page and the figures go.", exists=True, file_okay=False)
    ] = DOCS,
    again: Annotated[bool, typer.Option("--page", help="Only make the page from the last figures.")] = False,
) -> None:
    """Measure profile-index and its peers on the same work and write docs/performance.md."""
    if again:
        report.write(results.load(docs / FIGURES), docs)
        return
    plan = Plan(_sizes(sizes), _names(peers), rounds, asked)
    others = {EARLIER: earlier(before)} if before else {}
    found = run(plan, others, over_http=over_http)
    results.save(docs / FIGURES, found)
    report.write(found, docs)
    typer.echo(report.figures(found))
    if strange := _strangers(found.runs):
        typer.echo(f"Not the same work: {', '.join(strange)}", err=True)
        raise typer.Exit(1)


def run(plan: Plan, others: Mapping[str, Program], *, over_http: bool) -> results.Results:
    """One whole run of the plan's peers, and of others that are measured like them."""
    found = {name: program(name) for name in plan.peers}
    programs = {**{name: known for name, known in found.items() if known is not None}, **others}
    skipped = [f"{name} is not installed here" for name, known in found.items() if known is None]
    sources = content.pages(content.place())
    runs, load = [], None
    for size in plan.sizes:
        documents = content.library(sources, size)
        with tempfile.TemporaryDirectory() as folder:
            runs.append(measure(plan, documents, programs, Path(folder), _say))
            if over_http and size == _http_size(plan) and "us" in programs:
                load = _loaded(Path(folder), documents, skipped)
    return results.Results(
        date=dt.date.today(),
        machine=results.machine(),
        content=f"{len(sources)} pages of {content.place().name}, their sections dealt out anew",
        rounds=plan.rounds,
        questions=plan.questions,
        runs=tuple(runs),
        http=load,
        real=_real(skipped) if over_http and "us" in programs else None,
        skipped=tuple(skipped),
    )


def _real(skipped: list[str]) -> results.RealWork | None:
    if not real.available():
        skipped.append("real work, because its library and questions are not here")
        return None
    _say("real work: profiles and questions as they are")
    with tempfile.TemporaryDirectory() as folder:
        return real.measure(Path(folder), real.LIBRARY, real.questions())


def _http_size(plan: Plan) -> int:
    return HTTP_SIZE if HTTP_SIZE in plan.sizes else plan.sizes[-1]


def _loaded(folder: Path, documents: Sequence[Document], skipped: list[str]) -> results.Http | None:
    if not http.available():
        skipped.append("searches over HTTP, because wrk is not installed here")
        return None
    _say(f"{len(documents)} profiles: searches over HTTP")
    return http.measure(folder / "us", len(documents), questions(documents, 500, SEED + 1), WORKERS)


def _sizes(text: str) -> tuple[int, ...]:
    if not all(part.isdecimal() and int(part) > 0 for part in text.split(",")):
        raise typer.BadParameter(f"{text!r} is not a list of sizes such as 342,3500", param_hint="--sizes")
    return tuple(map(int, text.split(",")))


def _names(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := set(names) - PEERS.keys():
        known = ", ".join(PEERS)
        raise typer.BadParameter(
            f"no peer is called {min(unknown)!r}; there are {known}", param_hint="--peers"
        )
    return names


def _strangers(runs: Sequence[Run]) -> list[str]:
    return [
        f"{name} at {run.size}"
        for run in runs
        for name, one in run.agreements.items()
        if not one.comparable()
    ]


def _say(sentence: str) -> None:
    typer.echo(sentence, err=True)


if __name__ == "__main__":
    try:
        typer.run(main)
    except WorkerFailed as failure:
        raise SystemExit(str(failure)) from failure

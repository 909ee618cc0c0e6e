"""Faults: kill builds, cut the power, damage and starve an index, and write down what came of it.

`python -m benchmarks.faults` runs every part in its full form and replaces the figures in
docs/reliability.md; the parts themselves, and their shorter forms, are tests/faults. Ends with an error where
anything was wrong.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import hypothesis
import msgspec
import typer

from benchmarks import page
from benchmarks.page import quoted
from tests.faults import alone, broken, costs, damage, exhaustion, kills
from tests.faults.load import load
from tests.faults.power import Loss, PowerCuts
from tests.faults.steps import DAYS, Edit, differences
from tests.faults.subjects import SUBJECTS, quick_place
from tests.faults.visible import until_visible

PAGE = Path(__file__).parent.parent / "docs" / "reliability.md"
LARGE = 3500
WORDS = 400
"""A third of a profile's words: it has three texts."""

BUILDS = {"engine-first": "the first build", "engine-full": "a full build", "engine-update": "an update"}


class Part(msgspec.Struct):
    """What one part found: lines of Markdown, and what was wrong."""

    lines: list[str]
    wrong: list[str] = []


def killing() -> Part:
    """Kill builds."""
    lines = ["| | killed at file operations | killed at random moments |", "| --- | ---: | ---: |"]
    wrong = []
    for subject, what in BUILDS.items():
        outcome = _kills(subject, 1, 100)
        lines.append(f"| {what} | {outcome.at_operations} | {outcome.at_moments} |")
        wrong += outcome.wrong
    outcome = _kills("engine-large", 10**6, 50)
    lines.append(f"| a full build by several processes | - | {outcome.at_moments} |")
    return Part(lines, wrong + outcome.wrong)


def cutting() -> Part:
    """Cut the power."""
    lines = ["| | file operations | possible folders after a cut |", "| --- | ---: | ---: |"]
    wrong = []
    for subject, what in BUILDS.items():
        with _place() as place:
            cuts = PowerCuts(SUBJECTS[subject](place), place)
            cuts.run()
        lines.append(f"| {what} | {cuts.operations} | {cuts.count} |")
        wrong += cuts.wrong
    losses = "; ".join(loss.value for loss in Loss)
    return Part([*lines, "", f"Of what was not synced: {losses} (three times)."], wrong)


def damaging() -> Part:
    """Damage generations."""
    with _place() as place:
        outcome = damage.damages(SUBJECTS["engine-update"](place), place, 200)
    count = sum(outcome.files.values())
    kinds = ", ".join(f"{number} × {name}" for name, number in sorted(outcome.files.items()))
    noticed = count - len(outcome.unnoticed)
    lines = [
        f"{count} cases of damage (a bit flipped, a page zeroed, a file cut short or missing): "
        f"{noticed} noticed, {len(outcome.wrong)} wrong answers. Files: {kinds}."
    ]
    return Part(lines, outcome.unnoticed + outcome.wrong)


def starving() -> Part:
    """Build with too few resources."""
    command = ["unshare", "--mount", "--map-root-user", sys.executable, "-m", "tests.faults.exhaustion"]
    done = subprocess.run([*command, "engine-update"], check=True, capture_output=True)
    outcome = msgspec.json.decode(done.stdout, type=exhaustion.Outcome)
    lines = ["| lacking | times | message |", "| --- | ---: | --- |"]
    for want, said in outcome.said.items():
        lines += [f"| {want} | {number} | {sentence} |" for sentence, number in said.items()]
    return Part(lines, outcome.wrong)


def loading() -> Part:
    """Search while rebuilding."""
    with _place() as place:
        outcome = load(place, 342, 50)
    lines = [
        f"{outcome.rebuilds} rebuilds, {outcome.requests:,} requests from eight clients at 50 a second",
        f"to two workers, {outcome.generations} generations seen: {len(outcome.wrong)} failed or mixed;",
        f"median {outcome.median:.1f} ms, 99th percentile {outcome.p99:.0f} ms,",
        f"longest {outcome.longest:.0f} ms.",
    ]
    slow = [f"the 99th percentile is {outcome.p99:.0f} ms"] if outcome.p99 >= 100 else []
    return Part(lines, outcome.wrong + slow)


def breaking() -> Part:
    """Put invalid content into a library."""
    lines, wrong = ["| in the library | message of the build |", "| --- | --- |"], []
    for kind in broken.KINDS:
        with _place() as place:
            said = [each.replace(f"{place}/library/", "") for each in broken.said(kind, place)]
        lines.append(f"| {kind} | {quoted(said[0]) if said else '-'} |")
        wrong += [] if said else [f"there is no message for {kind}"]
    return Part(lines, wrong)


def standing_alone() -> Part:
    """Let one profile fail among others."""
    lines = ["| fault | message |", "| --- | --- |"]
    wrong: list[str] = []
    for kind, happens in alone.KINDS.items():
        with _place() as place:
            outcome = happens(place)
            said = [each.replace(f"{place}/", "") for each in outcome.said]
        lines.append(f"| {kind} | {quoted('; '.join(said)) or '-'} |")
        wrong += outcome.wrong
        wrong += [] if said else [f"there is no message for {kind}"]
    return Part(lines, wrong)


def editing() -> Part:
    """Compare updates with building from nothing."""
    count, wrong = 0, []

    @hypothesis.given(DAYS)
    @hypothesis.settings(max_examples=300, deadline=None, database=None)
    def compare(days: list[list[Edit]]) -> None:
        nonlocal count
        count += 1
        with _place() as place:
            if found := differences(days, place / "library"):
                wrong.append(f"{days}: {found[0]}")
        assert not found

    try:
        compare()
    except AssertionError:
        wrong = wrong[-1:]
    return Part([f"{count} random sequences of edits and builds, {len(wrong)} different answers."], wrong)


def showing() -> Part:
    """Time a save until it is found."""
    with tempfile.TemporaryDirectory() as folder:
        times = sorted(until_visible(Path(folder), LARGE, 20, WORDS))
    middle, longest = times[len(times) // 2], times[-1]
    lines = [
        f"One changed profile among {LARGE:,}, {len(times)} times: found after {middle:.2f} s (median), "
        f"{longest:.2f} s at most."
    ]
    return Part(lines, [f"a save was found after {longest:.2f} s"] if longest > 1 else [])


def costing() -> Part:
    """Time checks and copies."""
    with tempfile.TemporaryDirectory() as folder:
        found = costs.costs(Path(folder), LARGE, WORDS)
    lines = [
        f"A generation of {found.profiles:,} profiles has {found.files} files and {found.size / 1e6:.0f} MB.",
        "",
        "| | ms |",
        "| --- | ---: |",
        f"| check every file's SHA-256 | {found.check:.0f} |",
        f"| open it without that check, and answer a first query | {found.open:.0f} |",
        f"| copy, check and publish it | {found.copy:.0f} |",
        f"| update one profile, from reading the content to a new generation | {found.update:.0f} |",
    ]
    return Part(lines)


PARTS: dict[str, Callable[[], Part]] = {
    "Kill": killing,
    "Power cut": cutting,
    "Damage": damaging,
    "Lack of resources": starving,
    "Load": loading,
    "Bad content": breaking,
    "Isolation": standing_alone,
    "Same result": editing,
    "Update to visible": showing,
    "Costs": costing,
}


def main(
    only: Annotated[list[str] | None, typer.Option(help="A part to run; may be given several times.")] = None,
) -> None:
    """Run every fault in its full form, or some, and put the figures into docs/reliability.md."""
    wrong = []
    for name in only or PARTS:
        began = dt.datetime.now()
        part = PARTS[name]()
        page.put(PAGE, name, part.lines, part.wrong, PARTS)
        seconds = (dt.datetime.now() - began).total_seconds()
        typer.echo("\n".join([f"### {name} ({seconds:.0f} s)", "", *part.lines, "", *part.wrong]))
        wrong += part.wrong
    raise typer.Exit(1 if wrong else 0)


def _kills(subject: str, step: int, moments: int) -> kills.Outcome:
    command = [sys.executable, "-m", "tests.faults.kills", subject, str(step), str(moments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return msgspec.json.decode(done.stdout, type=kills.Outcome)


@contextmanager
def _place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=quick_place()) as folder:
        yield Path(folder)


if __name__ == "__main__":
    typer.run(main)

"""Faults of a cluster: kill its nodes, let them hang, rebuild under load, and write down what came of it.

`python -m benchmarks.cluster` runs every part in its full form and replaces the figures in docs/scaling.md;
the parts themselves, and their shorter forms, are tests/opensearch. Ends with an error where anything was
wrong.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Annotated

import typer

from benchmarks import page
from benchmarks.scaling import ORDER, PAGE
from tests.opensearch import builders, kills, rebuilds
from tests.opensearch.cluster import Cluster
from tests.opensearch.kills import ROLES
from tests.opensearch.visitors import Outcome

LONGEST = 3.0
"""The most seconds that an answer may take while a node hangs."""
NAMES = count(1)
Part = tuple[list[str], list[str]]
"""Lines of Markdown, and what was wrong."""

HEADING = (
    "| | searches | failed | partial | wrong | median, ms | longest, s |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
)


def killing(cluster: Cluster) -> Part:
    """Kill a node and start it again, three times for each role."""
    lines, wrong = list(HEADING), []
    for role, choice in ROLES.items():
        for _ in range(3):
            with_index = _filled(cluster)
            outcome = kills.killed(cluster, with_index, choice, 500)
            lines.append(_row(f"{role} killed and back", outcome))
            wrong += outcome.faults
    return lines, wrong


def hanging(cluster: Cluster) -> Part:
    """Let a node hang for 25 seconds, once for each role."""
    lines, wrong = list(HEADING), []
    for role, choice in ROLES.items():
        outcome = kills.hung(cluster, _filled(cluster), choice, 25)
        lines.append(_row(f"{role} hangs for 25 s", outcome))
        wrong += outcome.faults
        wrong += [f"an answer took {outcome.slowest:.1f} s"] if outcome.slowest > LONGEST else []
    return lines, wrong


def rebuilding(cluster: Cluster) -> Part:
    """Build everything anew twenty times, and update twenty times, while visitors search."""
    lines, wrong = (
        ["| | seconds each | generations seen |" + HEADING[0][3:], "| --- | ---: " + HEADING[1]],
        [],
    )
    for what, full in (("20 full builds", True), ("20 updates of every profile", False)):
        with tempfile.TemporaryDirectory() as place:
            found = rebuilds.rebuild(_address(cluster), Path(place), 20, full=full)
        cells = f"{what} | {found.seconds / found.count:.1f} | {found.generations}"
        lines.append(_row(cells, found.seen))
        wrong += found.seen.faults
    return lines, wrong


def building(cluster: Cluster) -> Part:
    """Let two builders write 5,000 profiles, and kill the manager."""
    cluster.heal()
    found = builders.build(_address(cluster), 5000, cluster.manager().kill)
    cluster.heal()
    lines = [
        f"Two builders wrote {found.written:,} profiles, {builders.BATCH} in an update; after two fifths,",
        f"the manager was killed. A builder waited for the other {found.waited} times, and {found.repeated}",
        f"updates failed and were written again. Lost, twice or old at the end: {len(found.wrong)}.",
    ]
    return lines, found.wrong


PARTS: dict[str, Callable[[Cluster], Part]] = {
    "A node is killed": killing,
    "A node hangs": hanging,
    "Builds under load": rebuilding,
    "Two builders": building,
}


def main(
    only: Annotated[list[str] | None, typer.Option(help="A part to run; may be given several times.")] = None,
) -> None:
    """Run every fault in its full form, or some, and put the figures into docs/scaling.md."""
    faults = []
    with tempfile.TemporaryDirectory() as folder, Cluster(Path(folder)) as cluster:
        for name in only or PARTS:
            lines, wrong = PARTS[name](cluster)
            page.put(PAGE, name, lines, wrong[:10], ORDER)
            typer.echo("\n".join([f"### {name}", "", *lines, "", *wrong]))
            faults += wrong
    raise typer.Exit(1 if faults else 0)


def _address(cluster: Cluster) -> str:
    return cluster.address(f"faults-{next(NAMES)}")


def _filled(cluster: Cluster) -> str:
    url = _address(cluster)
    kills.fill(url)
    return url


def _row(what: str, outcome: Outcome) -> str:
    counts = " | ".join(str(len(each)) for each in (outcome.failed, outcome.partial, outcome.wrong))
    times = f"{1000 * outcome.median:.0f} | {outcome.slowest:.2f}"
    return f"| {what} | {len(outcome.seconds):,} | {counts} | {times} |"


if __name__ == "__main__":
    typer.run(main)

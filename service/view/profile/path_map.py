"""The map of paths: a small drawing of the jobs around one, from top to bottom.

Lengths are in the units of the drawing, about a pixel each. The farther a job is, the farther right it is.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from service.view.profile.paths import JobPaths, PathJob

WIDTH = 320
LINE = 20
"""The height of a line of a name."""

GAP = 14
"""The space between two names."""

STEP = 26
"""How far to the right a step goes."""

LEFT = 10
INDENT = 13
"""The distance from the dot of a job to its name."""

LETTER, BOLD_LETTER = 8.2, 9.2
"""The usual width of a letter in a wide font, and of a bold one, as in the name of the page's own job."""


class MapRow(NamedTuple):
    """A job of the map: its dot, and the lines of its name with the height of each."""

    x: int
    y: int
    lines: tuple[tuple[int, str], ...]
    is_this: bool

    @property
    def name_at(self) -> int:
        """Where its name begins."""
        return self.x + INDENT


class PathMap(NamedTuple):
    """A map to draw. `edges` are the paths of lines; each ends with an arrow at the later job."""

    height: int
    rows: tuple[MapRow, ...]
    edges: tuple[str, ...]
    text: str


class _Node(NamedTuple):
    """A job of the map, its distance from this one, and the index of the row it is joined to."""

    title: str
    steps: int
    joined: int | None


def path_map(title: str, paths: JobPaths) -> PathMap:
    """The map around the job with a title."""
    before = list(_before(paths.comes_from))
    nodes = [*before, _Node(title, 0, None), *_after(paths.leads_to, len(before))]
    rows, bottom = _rows(nodes)
    edges = (
        _edge(rows[index], rows[node.joined], comes_from=index < len(before))
        for index, node in enumerate(nodes)
        if node.joined is not None
    )
    return PathMap(bottom, tuple(rows), tuple(edges), text_of(title, paths))


def text_of(title: str, paths: JobPaths) -> str:
    """What the map shows, in sentences."""
    sentences = []
    if paths.comes_from:
        sentences.append(
            f"People come to {title} from: {'; '.join(_spoken(paths.comes_from, 'before that'))}."
        )
    if paths.leads_to:
        sentences.append(f"{title} can lead to: {'; '.join(_spoken(paths.leads_to, 'and from there to'))}.")
    return " ".join(sentences)


def _spoken(jobs: Sequence[PathJob], joint: str) -> Iterator[str]:
    for each in jobs:
        beyond = ", ".join(job.title for job in each.beyond)
        yield f"{each.job.title}, {joint} {beyond}" if beyond else each.job.title


def _before(jobs: Sequence[PathJob]) -> Iterator[_Node]:
    """The jobs that come before, the farthest above; this job is in the row below them all."""
    this = sum(1 + len(each.beyond) for each in jobs)
    index = 0
    for each in jobs:
        index += len(each.beyond)
        yield from (_Node(job.title, 2, index) for job in each.beyond)
        yield _Node(each.job.title, 1, this)
        index += 1


def _after(jobs: Sequence[PathJob], this: int) -> Iterator[_Node]:
    """The jobs that come after, each with those beyond it below."""
    index = this
    for each in jobs:
        index += 1
        yield _Node(each.job.title, 1, this)
        yield from (_Node(job.title, 2, index) for job in each.beyond)
        index += len(each.beyond)


def _rows(nodes: Sequence[_Node]) -> tuple[list[MapRow], int]:
    """The rows with their places, and the height of all."""
    rows, top = [], 0
    for node in nodes:
        x = LEFT + STEP * node.steps
        letter = BOLD_LETTER if node.joined is None else LETTER
        lines = textwrap.wrap(node.title, int((WIDTH - x - INDENT) / letter)) or [node.title]
        placed = tuple((top + LINE * (number + 1) - 5, line) for number, line in enumerate(lines))
        rows.append(MapRow(x, top + LINE // 2, placed, node.joined is None))
        top += LINE * len(lines) + GAP
    return rows, top - GAP + 2


def _edge(row: MapRow, to: MapRow, *, comes_from: bool) -> str:
    """A line along the left of a job to the one that it is joined to."""
    if comes_from:
        return f"M{row.x - 8} {row.y}H{to.x + 5}Q{to.x} {row.y} {to.x} {row.y + 5}V{to.y - 9}"
    return f"M{to.x} {to.y + 6}V{row.y - 5}Q{to.x} {row.y} {to.x + 5} {row.y}H{row.x - 8}"

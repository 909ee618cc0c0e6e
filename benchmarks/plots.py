"""Plots as SVG: a row for each engine, a column for each size, a point on a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from xml.sax.saxutils import escape

from benchmarks.measure import Figures, Run
from benchmarks.peers import LABELS
from benchmarks.results import Results, p50, p95

EDGE, LEFT, PANEL, GAP, ROW, TOP, BOTTOM = 16, 144, 210, 40, 30, 84, 40
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1b1f24 }
.quiet { fill: #505a66 } .line { stroke: #d5dbe1 } .range { stroke: #505a66; stroke-width: 2 }
.dot { fill: #505a66 } .ours { fill: #0b5cad; font-weight: 600 } .ours.range { stroke: #0b5cad }
.ground { fill: #ffffff }
@media (prefers-color-scheme: dark) {
text { fill: #e8ecf1 } .quiet { fill: #a7b1bd } .line { stroke: #2c353f } .range { stroke: #a7b1bd }
.dot { fill: #a7b1bd } .ours { fill: #7db7ff } .ours.range { stroke: #7db7ff } .ground { fill: #12161b }
}
"""

Values = Callable[[Figures], Sequence[float]]


def answers(results: Results) -> str:
    """How long a full answer to a new question takes: the median, and a line to the 95th percentile."""
    title = "Full answer to a new question: median, and to 95 %, in milliseconds"
    return _plot(title, results, lambda one: (p50(one.times["first"]), p95(one.times["first"])))


def building(results: Results) -> str:
    """How long an index takes to build."""
    return _plot("Building an index, in seconds", results, lambda one: (one.build,))


def _plot(title: str, results: Results, values: Values) -> str:
    names = list(dict.fromkeys(name for run in results.runs for name in run.figures))
    width = LEFT + len(results.runs) * (PANEL + GAP)
    height = TOP + len(names) * ROW + BOTTOM
    numbers = [number for run in results.runs for one in run.figures.values() for number in values(one)]
    scale = Scale(min(numbers), max(numbers))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{escape(title)}</title><style>{STYLE}</style>",
        f'<rect class="ground" width="{width}" height="{height}"/>',
        f'<text x="{EDGE}" y="28">{escape(title)}</text>',
        *(_text(EDGE, TOP + row * ROW + 4, LABELS[name], _kind(name)) for row, name in enumerate(names)),
    ]
    for column, run in enumerate(results.runs):
        parts += _panel(LEFT + column * (PANEL + GAP), run, names, scale, values)
    return "\n".join([*parts, "</svg>", ""])


def _panel(left: int, run: Run, names: Sequence[str], scale: Scale, values: Values) -> Iterator[str]:
    bottom = TOP + len(names) * ROW - ROW // 2
    yield _text(left, TOP - 30, f"{run.size:,} profiles", "quiet")
    for tick in scale.ticks():
        x = left + scale.place(tick)
        yield f'<line class="line" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 18}" y2="{bottom}"/>'
        yield _text(x, bottom + 18, f"{tick:g}", "quiet", "middle")
    for row, name in enumerate(names):
        if name in run.figures:
            yield from _row(left, TOP + row * ROW, name, values(run.figures[name]), scale)


def _row(left: int, y: int, name: str, values: Sequence[float], scale: Scale) -> Iterator[str]:
    first, last = left + scale.place(values[0]), left + scale.place(values[-1])
    kind = _kind(name)
    yield f'<line class="range {kind}" x1="{first:.1f}" x2="{last:.1f}" y1="{y}" y2="{y}"/>'
    yield f'<circle class="dot {kind}" cx="{first:.1f}" cy="{y}" r="5"/>'
    number = f"{values[0]:.3g}"
    if last > left + PANEL - 45:
        yield _text(first - 10, y + 4, number, kind, "end")
    else:
        yield _text(last + 10, y + 4, number, kind)


def _kind(name: str) -> str:
    return "ours" if name == "us" else ""


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y}" text-anchor="{anchor}">{escape(text)}</text>'


class Scale:
    """A logarithmic scale that begins and ends at powers of ten."""

    def __init__(self, least: float, most: float) -> None:
        self._low = math.floor(math.log10(least))
        self._high = max(math.ceil(math.log10(most)), self._low + 1)

    def place(self, value: float) -> float:
        """Where a value stands in a panel."""
        return PANEL * (math.log10(value) - self._low) / (self._high - self._low)

    def ticks(self) -> list[float]:
        """The powers of ten."""
        return [10.0**power for power in range(self._low, self._high + 1)]

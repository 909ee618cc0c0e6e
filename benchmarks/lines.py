"""Charts as SVG: a line for each engine over the number of profiles, both scales logarithmic."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from benchmarks.plots import STYLE

LEFT, TOP, WIDTH, HEIGHT, RIGHT, BOTTOM = 56, 64, 420, 220, 140, 48
OURS = "whoosh"
"""The engine whose line is drawn in colour: one machine, which everybody begins with."""

LINE = "polyline { fill: none; stroke: #505a66; stroke-width: 2 } polyline.ours { stroke: #0b5cad }"
DARK = "polyline { stroke: #a7b1bd } polyline.ours { stroke: #7db7ff }"

Points = Sequence[tuple[float, float]]


class Axis(NamedTuple):
    """A logarithmic scale between two powers of ten, drawn from one place to another."""

    low: int
    high: int
    start: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], start: float, end: float) -> Axis:
        """The scale that holds all these values."""
        low = math.floor(math.log10(min(values)))
        return cls(low, max(math.ceil(math.log10(max(values))), low + 1), start, end)

    def place(self, value: float) -> float:
        """Where a value is drawn."""
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        """The powers of ten."""
        return [10.0**power for power in range(self.low, self.high + 1)]


def chart(title: str, lines: Mapping[str, Points]) -> str:
    """A chart of these lines, each point (profiles, value)."""
    points = [point for line in lines.values() for point in line]
    across = Axis.over([x for x, _ in points], LEFT, LEFT + WIDTH)
    up = Axis.over([y for _, y in points], TOP + HEIGHT, TOP)
    width, height = LEFT + WIDTH + RIGHT, TOP + HEIGHT + BOTTOM
    style = f"{STYLE}{LINE} @media (prefers-color-scheme: dark) {{ {DARK} }}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{escape(title)}</title><style>{style}</style>",
        f'<rect class="ground" width="{width}" height="{height}"/>',
        _text(16, 28, title),
        *_grid(across, up),
        *(part for name, line in lines.items() for part in _line(name, line, across, up)),
    ]
    return "\n".join([*parts, "</svg>", ""])


def _grid(across: Axis, up: Axis) -> Iterator[str]:
    for tick in across.ticks():
        x = across.place(tick)
        yield f'<line class="line" x1="{x:.1f}" x2="{x:.1f}" y1="{up.start}" y2="{up.end}"/>'
        yield _text(x, up.start + 20, f"{tick:,.0f}", "quiet", "middle")
    yield _text((across.start + across.end) / 2, up.start + 40, "profiles", "quiet", "middle")
    for tick in up.ticks():
        y = up.place(tick)
        yield f'<line class="line" x1="{across.start}" x2="{across.end}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield _text(across.start - 8, y + 4, f"{tick:g}", "quiet", "end")


def _line(name: str, points: Points, across: Axis, up: Axis) -> Iterator[str]:
    kind = "ours" if name == OURS else ""
    places = [(across.place(x), up.place(y)) for x, y in sorted(points)]
    yield f'<polyline class="{kind}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in places)}"/>'
    for x, y in places:
        yield f'<circle class="dot {kind}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    x, y = places[-1]
    yield _text(x + 12, y + 4, name, kind)


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'

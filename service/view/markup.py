"""Elements put around ranges of a section's text, in its HTML."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from html import escape
from itertools import accumulate, pairwise

import msgspec

from indexer.markdown import Attributes, TextReader


class Mark(msgspec.Struct, frozen=True):
    """An element to put around `text[start:end]`, in pieces if it crosses others."""

    start: int
    end: int
    tag: str = "mark"
    attributes: tuple[tuple[str, str], ...] = ()


def link(kind: str, start: int, end: int, href: str) -> Mark:
    """A link of a kind around `text[start:end]`."""
    return Mark(start, end, "a", (("class", kind), ("href", href)))


def mark(html: str, marks: Sequence[Mark]) -> str:
    """HTML that `render` made, with elements around ranges of its plain text.

    Ranges may cross elements, nest and overlap; a link is never put inside a link.
    """
    marker = _Marker(marks)
    marker.feed(html)
    marker.close()
    return marker.html()


class _Marker(TextReader):
    """Writes the HTML that it reads, with the marks added."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        super().__init__()
        self._marks = sorted((m for m in marks if m.start < m.end), key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._marks]
        self._reach = list(accumulate((m.end for m in self._marks), max))
        self._bounds = sorted({bound for m in self._marks for bound in (m.start, m.end)})
        self._links = 0
        self._written: list[str] = []

    def html(self) -> str:
        return "".join(self._written)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        super().handle_starttag(tag, attrs)
        self._links += tag == "a"
        self._written.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        super().handle_starttag(tag, attrs)
        self._written.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        self._links -= tag == "a"
        self._written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        start = self.place(data)
        if start is None:
            self._written.append(data)
            return
        end = start + len(data)
        between = self._bounds[bisect_right(self._bounds, start) : bisect_left(self._bounds, end)]
        # Space at the ends of pieces may overlap in the text, so every piece looks for its own marks.
        here = slice(bisect_right(self._reach, start), bisect_left(self._starts, end))
        coming, begun, inside = self._marks[here][::-1], list[Mark](), list[Mark]()
        for left, right in pairwise((start, *between, end)):
            while coming and coming[-1].start <= left:
                begun.append(coming.pop())
            begun = [each for each in begun if each.end > left]
            inside = self._step(inside, self._around(begun))
            self._written.append(escape(data[left - start : right - start], quote=False))
        self._step(inside, [])

    def _around(self, begun: Sequence[Mark]) -> list[Mark]:
        """The marks around one piece, the outermost first, and of links only the first."""
        around: list[Mark] = []
        linked = self._links > 0
        for each in begun:
            if not (linked and each.tag == "a"):
                around.append(each)
                linked |= each.tag == "a"
        return around

    def _step(self, inside: list[Mark], around: list[Mark]) -> list[Mark]:
        """Close and open elements between two pieces."""
        same = 0
        while same < min(len(inside), len(around)) and inside[same] is around[same]:
            same += 1
        self._written += [f"</{each.tag}>" for each in reversed(inside[same:])]
        self._written += [_opening(each) for each in around[same:]]
        return around


def _opening(each: Mark) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in each.attributes)
    return f"<{each.tag}{attributes}>"

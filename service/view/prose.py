"""A section as safe HTML, with words marked and qualifications linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from indexer.markdown import Mark, mark, render
from indexer.profile import Section


def prose(
    section: Section, words: Sequence[tuple[int, int]], links: Iterable[tuple[int, int, str]]
) -> Markup:
    """The section as HTML; `words` and `links` are ranges of its text.

    `render` allows only safe elements; the marks are added afterwards.
    """
    linked = [
        Mark(start, end, "a", (("class", "qualification"), ("href", address)))
        for start, end, address in links
    ]
    marks = [*linked, *(Mark(start, end) for start, end in words)]
    return Markup(mark(render(section), marks))  # noqa: S704  nh3 has cleaned it

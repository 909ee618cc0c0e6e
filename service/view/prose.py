"""A section's text as safe HTML, with words marked and qualifications linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from indexer.markdown import render
from indexer.profile import Section
from service.view.markup import Mark, mark


def prose(
    section: Section, words: Sequence[tuple[int, int]], links: Iterable[tuple[int, int, str]]
) -> Markup:
    """The section as HTML. `words` and the links' ranges are ranges of the section's text.

    `render` keeps only what an author may write; the marks are ours and are put in afterwards.
    """
    linked = [
        Mark(start, end, "a", (("class", "qualification"), ("href", address)))
        for start, end, address in links
    ]
    marks = [*linked, *(Mark(start, end) for start, end in words)]
    return Markup(mark(render(section), marks))  # noqa: S704  nh3 has cleaned it

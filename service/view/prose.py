"""A section's text as safe HTML, with words marked and qualifications linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import nh3
from markupsafe import Markup

from indexer.markdown import Mark, mark, render
from indexer.profile import Section

TAGS = {
    *("p", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("h3", "h4", "h5", "h6", "blockquote", "pre", "code", "hr", "br", "strong", "em", "a"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def prose(
    section: Section, words: Sequence[tuple[int, int]], links: Iterable[tuple[int, int, str]]
) -> Markup:
    """The section as HTML. `words` and the links' ranges are ranges of the section's text.

    Only what an author may write is kept; the marks are ours and are put in afterwards.
    """
    clean = nh3.clean(
        render(section), tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="external noopener"
    )
    linked = [
        Mark(start, end, "a", (("class", "qualification"), ("href", address)))
        for start, end, address in links
    ]
    marks = [*linked, *(Mark(start, end) for start, end in words)]
    return Markup(mark(clean, marks))  # noqa: S704  nh3 has cleaned it

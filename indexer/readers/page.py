"""The structure of a whole page: panels behind tabs, and headings that lead on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.readers.document import one_line
from indexer.readers.headings import Headings
from indexer.readers.outline import PERHAPS

HEADINGS = "h1, h2, h3, h4, h5, h6"
HEADING_TAGS = frozenset(HEADINGS.split(", "))
TABS = "[role=tab], li > a[href^='#'], [data-toggle], [data-bs-toggle]"
SHOWING = "[href^='#'], [aria-controls], [data-target], [data-bs-target]"
BOXES = frozenset({"div", "section", "article", "li", "dd"})

ARRANGING = f":has({HEADINGS}, table, dl, p + p)"
"""Contents of a table or list of terms that is used for layout."""

DATA = f"table:not({ARRANGING}), dl:not({ARRANGING})"


class Structure(NamedTuple):
    """The structure of a page: elements with a special role, by their mem_id."""

    panels: frozenset[int]
    """Hidden parts that a tab or a fold shows."""
    labels: Mapping[int, str]
    """Panels with their heading on a tab, and that heading."""
    levels: Mapping[int, int]
    """Headings with their levels; 0 if the part they lead to has its own heading."""
    lists: frozenset[int]
    """Lists, and tables and lists of terms that hold data."""
    cells: frozenset[int]
    """The cells of those tables and lists."""


def structure(tree: LexborHTMLParser, headings: Headings) -> Structure:
    """The structure of a page, read before anything is removed."""
    parts = {node.id: node for node in tree.css("[id]") if node.id}
    shown = [parts[name] for node in tree.css(SHOWING) for name in _targets(node) if name in parts]
    data = tree.css(DATA)
    folds = tree.css("summary")
    fold = 2 if any(headings.known(one_line(node.text())) for node in folds) else PERHAPS
    levels = {node.mem_id: fold for node in folds}
    levels |= {node.mem_id: PERHAPS for each in tree.css(f"dl{ARRANGING}") for node in each.css("dt")}
    levels |= {node.mem_id: _level(node, parts) for node in tree.css(f"{HEADINGS}, [role=heading]")}
    return Structure(
        frozenset(node.mem_id for node in [*tree.css("[role=tabpanel]"), *shown]),
        dict(_labels(tree, parts)),
        levels,
        frozenset(node.mem_id for node in [*data, *tree.css("ul, ol, menu")]),
        frozenset(cell.mem_id for node in data for cell in node.css("td, th, dd")),
    )


def tidy_headings(main: LexborNode) -> None:
    """Remove links to themselves and to notes from headings that have other text."""
    for heading in main.css(HEADINGS):
        links = heading.css("a[href^='#']")
        words = [len(re.findall(r"\w", link.text())) for link in links]
        alone = sum(words) >= len(re.findall(r"\w", heading.text()))
        kept = next((at for at, count in enumerate(words) if count), None) if alone else None
        for at, link in enumerate(links):
            if at != kept:
                link.decompose(recursive=False)


def is_in_heading(node: LexborNode) -> bool:
    """Whether an element is in a heading, or in the summary of a fold."""
    return any(each.tag in HEADING_TAGS or each.tag == "summary" for each in ancestors(node))


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The ancestors of an element, the closest first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _targets(node: LexborNode) -> list[str]:
    """The ids that an element links to or controls."""
    named = (node.attributes.get(name) or "" for name in ("href", "data-target", "data-bs-target"))
    targets = [each[1:] for each in named if each.startswith("#")]
    return targets + (node.attributes.get("aria-controls") or "").split()


def _labels(tree: LexborHTMLParser, parts: Mapping[str, LexborNode]) -> Iterator[tuple[int, str]]:
    for tab in tree.css(TABS):
        label = one_line(tab.text())
        panel = next((parts[name] for name in _targets(tab) if name in parts), None)
        if panel is None or panel.tag not in BOXES or is_in_heading(tab):
            continue
        heading = panel.css_first(HEADINGS)
        own = heading is not None and (heading.tag in ("h1", "h2") or one_line(heading.text()) == label)
        if label and not own:
            yield panel.mem_id, label


def _level(heading: LexborNode, parts: Mapping[str, LexborNode]) -> int:
    if _is_signpost(heading, parts):
        return 0
    said = heading.attributes.get("aria-level") or ""
    if re.fullmatch("[1-6]", said):
        return int(said)
    return int(heading.tag[1]) if heading.tag in HEADING_TAGS else 2


def _is_signpost(heading: LexborNode, parts: Mapping[str, LexborNode]) -> bool:
    link = heading.css_first("a[href^='#']")
    target = next((parts[name] for name in _targets(link) if name in parts), None) if link else None
    if link is None or target is None or one_line(link.text()) != one_line(heading.text()):
        return False
    near = {heading.mem_id, *(each.mem_id for each in ancestors(heading))}
    inside = heading.mem_id in {each.mem_id for each in ancestors(target)}
    has_heading = target.tag in HEADING_TAGS or target.css_first(HEADINGS) is not None
    return has_heading and not inside and target.mem_id not in near

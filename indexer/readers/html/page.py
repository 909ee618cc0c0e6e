"""The structure of a whole page: the panels of tabs, and headings that continue."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.readers.document import one_line
from indexer.readers.headings import LONGEST, Headings
from indexer.readers.html.nodes import HEADING_TAGS, HEADINGS, ancestors, next_element
from indexer.readers.html.panels import (
    panel_labels,
    rest_of_texts,
    shown_panels,
    take_out_icons,
    take_out_teasers,
    targets,
)
from indexer.readers.outline import PERHAPS

TITLED = "div[class*=title], div[class*=heading], div[class*=header], div[class*=label], p[class*=heading]"
INNER = HEADING_TAGS | {"div", "p", "ul", "ol", "table", "button", "input", "a"}

MOST_ROWS = 3 / 4
"""The fewest rows with known headings that make a table the sections of its page."""

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
    take_out_icons(tree)
    shown = {node.mem_id: node for node in [*shown_panels(tree, parts), *rest_of_texts(tree)]}
    take_out_teasers(shown.values())
    labels = panel_labels(tree, parts, headings)
    known = cache(headings.known)  # the cells of nested tables are looked at for each
    rows = {cell.mem_id: table for table in tree.css("table, dl") for cell in _row_headings(table, known)}
    arranged = {table.mem_id for table in rows.values()}
    data = [node for node in tree.css(DATA) if node.mem_id not in arranged]
    levels = _titled_boxes(tree) | _fold_levels(tree, headings) | dict.fromkeys(rows, 2)
    levels |= {node.mem_id: PERHAPS for each in tree.css(f"dl{ARRANGING}") for node in each.css("dt")}
    levels |= {node.mem_id: _level(node, parts) for node in tree.css(f"{HEADINGS}, [role=heading]")}
    return Structure(
        frozenset(shown.keys() | labels.keys()),
        labels,
        levels,
        frozenset(node.mem_id for node in [*data, *tree.css("ul, ol, menu, [role=list]")]),
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


def _row_headings(table: LexborNode, known: Callable[[str], bool]) -> list[LexborNode]:
    """The terms or first cells of what has the page's sections in its rows; none if they hold data."""
    across = [cell for cell in table.css("tr > :only-child") if known(one_line(cell.text()))]
    if len(across) > 1:
        return across
    first = [cell for cell in table.css("tr > :first-child, dt") if next_element(cell) is not None]
    found = [cell for cell in first if known(one_line(cell.text()))]
    return found if len(found) > 1 and len(found) >= MOST_ROWS * len(first) else []


def _fold_levels(tree: LexborHTMLParser, headings: Headings) -> dict[int, int]:
    """The lines that folds show, as headings; one within another is a level deeper."""
    folds = tree.css("summary")
    if not any(headings.known(one_line(node.text())) for node in folds):
        return {node.mem_id: PERHAPS for node in folds}
    return {node.mem_id: min(1 + _folds_around(node), PERHAPS) for node in folds}


def _folds_around(node: LexborNode) -> int:
    return sum(each.tag == "details" for each in ancestors(node))


def _titled_boxes(tree: LexborHTMLParser) -> dict[int, int]:
    """The boxes whose class calls them a title, if they contain nothing else."""
    return {
        node.mem_id: PERHAPS
        for node in tree.css(TITLED)
        if INNER.isdisjoint(child.tag for child in node.iter()) and 0 < len(one_line(node.text())) <= LONGEST
    }


def _level(heading: LexborNode, parts: Mapping[str, LexborNode]) -> int:
    if _is_signpost(heading, parts):
        return 0
    said = heading.attributes.get("aria-level") or ""
    if re.fullmatch("[1-6]", said):
        return int(said)
    return int(heading.tag[1]) if heading.tag in HEADING_TAGS else 2


def _is_signpost(heading: LexborNode, parts: Mapping[str, LexborNode]) -> bool:
    link = heading.css_first("a[href^='#']")
    target = next((parts[name] for name in targets(link) if name in parts), None) if link else None
    if link is None or target is None or one_line(link.text()) != one_line(heading.text()):
        return False
    near = {heading.mem_id, *(each.mem_id for each in ancestors(heading))}
    inside = heading.mem_id in {each.mem_id for each in ancestors(target)}
    has_heading = target.tag in HEADING_TAGS or target.css_first(HEADINGS) is not None
    return has_heading and not inside and target.mem_id not in near

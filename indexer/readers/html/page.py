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
TABS = (
    "[role=tab], li > a[href^='#'], [data-toggle], [data-bs-toggle], button[aria-controls], button[onclick]"
)
SHOWING = "[href^='#'], [aria-controls], [data-target], [data-bs-target], button[onclick]"
IN_QUOTES = re.compile(r"['\"]#?([\w-]+)['\"]")
"""What a script that a button runs names."""

FOLDING = re.compile(r"accordion|collaps|expand|fold|tab|toggle|faq|panel", re.IGNORECASE)
"""What the class of a button, or of the box below it, says where the one shows the other."""

MOST_ROWS = 3 / 4
"""Where so many rows of a table begin with known headings, the table is the page's sections."""

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
    rows = {cell.mem_id: table for table in tree.css("table") for cell in _row_headings(table, headings)}
    arranged = {table.mem_id for table in rows.values()}
    data = [node for node in tree.css(DATA) if node.mem_id not in arranged]
    folds = tree.css("summary")
    fold = 2 if any(headings.known(one_line(node.text())) for node in folds) else PERHAPS
    levels = {node.mem_id: fold for node in folds} | dict.fromkeys(rows, 2)
    levels |= {node.mem_id: PERHAPS for each in tree.css(f"dl{ARRANGING}") for node in each.css("dt")}
    levels |= {node.mem_id: _level(node, parts) for node in tree.css(f"{HEADINGS}, [role=heading]")}
    return Structure(
        frozenset(node.mem_id for node in [*tree.css("[role=tabpanel]"), *shown]),
        _by_order(tree) | dict(_below(tree, headings)) | dict(_labels(tree, parts)),
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
    targets += (node.attributes.get("aria-controls") or "").split()
    return targets + IN_QUOTES.findall(node.attributes.get("onclick") or "")


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


def _below(tree: LexborHTMLParser, headings: Headings) -> Iterator[tuple[int, str]]:
    """The boxes that stand right below a button which folds them, with its label."""
    for button in tree.css("button"):
        box, label = _next_element(button), one_line(button.text())
        if box is None or box.tag not in BOXES or not label or is_in_heading(button):
            continue
        classes = f"{button.attributes.get('class') or ''} {box.attributes.get('class') or ''}"
        if headings.known(label) or FOLDING.search(classes):
            yield box.mem_id, label


def _by_order(tree: LexborHTMLParser) -> dict[int, str]:
    """The boxes that follow a row of as many tabs, with the label of the tab in the same place.

    The row gets the role of a list of tabs, as such lists are no content.
    """
    found: dict[int, str] = {}
    for bar in tree.css("[role=tablist], [class*=tab]"):
        labels = [one_line(tab.text()) for tab in bar.css("button, [role=tab], a")]
        boxes = [node for node in _following(bar) if node.tag in BOXES]
        if len(labels) > 1 and all(labels) and len(boxes) == len(labels) and not bar.css(HEADINGS):
            found |= {box.mem_id: label for box, label in zip(boxes, labels, strict=True)}
            bar.attrs["role"] = "tablist"
    return found


def _following(node: LexborNode) -> Iterator[LexborNode]:
    """The elements after one, in the same element."""
    after = _next_element(node)
    while after is not None:
        yield after
        after = _next_element(after)


def _next_element(node: LexborNode) -> LexborNode | None:
    after = node.next
    while after is not None and after.tag in ("-text", "-comment"):
        after = after.next
    return after


def _row_headings(table: LexborNode, headings: Headings) -> list[LexborNode]:
    """The first cells of a table whose rows are the page's sections; none where they hold data."""
    first = [cell for cell in table.css("tr > :first-child") if _next_element(cell) is not None]
    known = [cell for cell in first if headings.known(one_line(cell.text()))]
    return known if len(known) > 1 and len(known) >= MOST_ROWS * len(first) else []


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

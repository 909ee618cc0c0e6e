"""The parts of a page that tabs, folds and buttons show, with their labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.readers.document import one_line
from indexer.readers.headings import Headings
from indexer.readers.html.nodes import (
    HEADING_TAGS,
    HEADINGS,
    element_before,
    following,
    is_in_heading,
    next_element,
)

TABS = (
    "[role=tab], li > a[href^='#'], [data-toggle], [data-bs-toggle], button[aria-controls], button[onclick],"
    "[role=button][aria-controls]"
)
SHOWING = "[href^='#'], [aria-controls], [data-target], [data-bs-target], button[onclick]"
IN_QUOTES = re.compile(r"['\"]#?([\w-]+)['\"]")
"""What a script that a button runs names."""

FOLDING = re.compile(r"accordion|collaps|expan|fold|tab|toggle|faq|panel", re.IGNORECASE)
"""The classes of a button that shows the box below it, and of such a box."""

MORE = re.compile(r"(?:read|show|see|view|tell me)? ?(?:more|less|all|full text)\W*", re.IGNORECASE)
"""The label of a button that shows the rest of a text, which is not a heading."""

DOTS = re.compile(r"\s*(?:…|\.{3})\s*")
CUT = re.compile(r"\s*(?:…|\.{3})\s*$")
MOST_TABS = 50
"""How many elements after a row of tabs may be their panels."""

BOXES = frozenset({"div", "section", "article", "li", "dd"})


def shown_panels(tree: LexborHTMLParser, parts: Mapping[str, LexborNode]) -> Iterator[LexborNode]:
    """The elements that something in the page shows, though they may be hidden now."""
    yield from tree.css("[role=tabpanel]")
    for node in tree.css(SHOWING):
        yield from (parts[name] for name in targets(node) if name in parts)


def panel_labels(
    tree: LexborHTMLParser, parts: Mapping[str, LexborNode], headings: Headings
) -> dict[int, str]:
    """The elements that a tab or button labels, by their mem_id; the label is marked as a tab."""
    return (
        dict(_by_order(tree))
        | dict(_below(tree, headings))
        | dict(_naming_their_tab(tree, parts))
        | dict(_controlled(tree, parts))
    )


def rest_of_texts(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """What is hidden right before a button that reads "Read more"; dots in its place are taken out."""
    for button in tree.css("button, a"):
        text = element_before(button) if MORE.fullmatch(one_line(button.text())) else None
        for part in [text, *text.iter()] if text is not None else ():
            if next(part.iter(), None) is None and DOTS.fullmatch(part.text()):
                part.decompose(recursive=False)
            else:
                yield part


def take_out_teasers(panels: Iterable[LexborNode]) -> None:
    """Remove a text that is cut off, if the panel after it has the whole text."""
    for panel in panels:
        before = element_before(panel)
        first = before.css_first("p") if before is not None else None
        text = one_line(first.text()) if first is not None else ""
        if first is not None and CUT.search(text) and one_line(panel.text()).startswith(CUT.sub("", text)):
            first.decompose(recursive=False)


SIGNS = re.compile(r"[+−–×▲▼▴▾►▸⌃⌄›-]")
"""A sign that says whether a panel is open."""


def take_out_icons(tree: LexborHTMLParser) -> None:
    """Remove the decorative signs from the control that opens a panel."""
    for sign in tree.css(
        "[role=button] > [aria-hidden=true], button > [aria-hidden=true], summary > [aria-hidden=true]"
    ):
        sign.decompose(recursive=False)
    for node in tree.css("button span, button i, [role=button] span, summary span, summary i"):
        if SIGNS.fullmatch(one_line(node.text())):
            node.decompose(recursive=False)


def targets(node: LexborNode) -> list[str]:
    """The ids that an element links to or controls."""
    named = (node.attributes.get(name) or "" for name in ("href", "data-target", "data-bs-target"))
    found = [each[1:] for each in named if each.startswith("#")]
    found += (node.attributes.get("aria-controls") or "").split()
    return found + IN_QUOTES.findall(node.attributes.get("onclick") or "")


def _controlled(tree: LexborHTMLParser, parts: Mapping[str, LexborNode]) -> Iterator[tuple[int, str]]:
    for tab in tree.css(TABS):
        label = one_line(tab.text())
        panel = next((parts[name] for name in targets(tab) if name in parts), None)
        if panel is None or panel.tag not in BOXES or is_in_heading(tab):
            continue
        if MORE.fullmatch(label):
            tab.attrs["role"] = "tab"
            continue
        heading = panel.css_first(HEADINGS)
        own = heading is not None and (heading.tag in ("h1", "h2") or one_line(heading.text()) == label)
        if label and not own:
            tab.attrs["role"] = "tab"
            yield panel.mem_id, label


def _naming_their_tab(tree: LexborHTMLParser, parts: Mapping[str, LexborNode]) -> Iterator[tuple[int, str]]:
    for panel in tree.css("[role=tabpanel][aria-labelledby]"):
        tab = parts.get(panel.attributes.get("aria-labelledby") or "")
        label = one_line(tab.text()) if tab is not None and not is_in_heading(tab) else ""
        if label and tab is not None and tab.tag not in HEADING_TAGS and panel.css_first(HEADINGS) is None:
            yield panel.mem_id, label


def _below(tree: LexborHTMLParser, headings: Headings) -> Iterator[tuple[int, str]]:
    """The boxes directly below a button or link that folds them, with its label."""
    for button in tree.css("button, a[class]"):
        box, label = next_element(button), one_line(button.text())
        if box is None or box.tag not in BOXES or not label or is_in_heading(button):
            continue
        classes = f"{button.attributes.get('class') or ''} {box.attributes.get('class') or ''}"
        if (headings.known(label) or FOLDING.search(classes)) and not MORE.fullmatch(label):
            button.attrs["role"] = "tab"
            yield box.mem_id, label


def _by_order(tree: LexborHTMLParser) -> Iterator[tuple[int, str]]:
    """The boxes after a row of as many tabs, with the label of the tab in the same place.

    They follow the row, or are all in the one box that does. The row gets the role of a list of tabs, as
    such lists are not content.
    """
    for bar in tree.css("[role=tablist], [class*=tab]"):
        labels = [one_line(tab.text()) for tab in bar.css("button, [role=tab], a")]
        if len(labels) < 2 or not all(labels) or bar.css_first(HEADINGS) is not None:
            continue
        boxes = [node for node in islice(following(bar), MOST_TABS) if node.tag in BOXES]
        if len(boxes) == 1 and boxes[0].first_child is not None:
            boxes = [node for node in boxes[0].iter() if node.tag in BOXES]
        if len(boxes) == len(labels):
            yield from ((box.mem_id, label) for box, label in zip(boxes, labels, strict=True))
            bar.attrs["role"] = "tablist"

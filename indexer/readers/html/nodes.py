"""The neighbours of an element of a page: those around it and those after it."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

HEADINGS = "h1, h2, h3, h4, h5, h6"
HEADING_TAGS = frozenset(HEADINGS.split(", "))


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The ancestors of an element, the closest first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def following(node: LexborNode) -> Iterator[LexborNode]:
    """The elements after one, in the same element."""
    after = next_element(node)
    while after is not None:
        yield after
        after = next_element(after)


def next_element(node: LexborNode) -> LexborNode | None:
    """The element right after one, in the same element."""
    after = node.next
    while after is not None and after.tag in ("-text", "-comment"):
        after = after.next
    return after


def element_before(node: LexborNode) -> LexborNode | None:
    """The element right before one, in the same element."""
    before = node.prev
    while before is not None and before.tag in ("-text", "-comment"):
        before = before.prev
    return before


def is_in_heading(node: LexborNode) -> bool:
    """Whether an element is in a heading, or in the summary of a fold."""
    return any(each.tag in HEADING_TAGS or each.tag == "summary" for each in ancestors(node))

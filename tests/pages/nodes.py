"""Looking at a page: an element that has to be there, its text, its attribute."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

Node = LexborHTMLParser | LexborNode


def one(node: Node, selector: str) -> LexborNode:
    """The first element that a selector finds; it has to be there."""
    found = node.css_first(selector)
    assert found is not None, f"there is no {selector}"
    return found


def attribute(node: Node, selector: str, name: str) -> str:
    """An attribute of the first element that a selector finds."""
    return one(node, selector).attributes[name] or ""


def texts(node: Node, selector: str) -> list[str]:
    """The text of every element that a selector finds, on one line each."""
    return [" ".join(found.text().split()) for found in node.css(selector)]


def fragment(link: LexborNode) -> str:
    """The part of the page that a link leads to."""
    return (link.attributes["href"] or "").partition("#")[2]

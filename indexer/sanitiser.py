"""The HTML that authors may write: which elements to keep, and which text."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html import unescape

import nh3

LINE_BREAKS = re.compile(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029]+")
"""Control characters and line separators, which come only from entities."""

LINE_ENDS = re.compile(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Characters besides line feed that Python and others take for the end of a line."""

TAGS = {
    *("p", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("h3", "h4", "h5", "h6", "blockquote", "pre", "code", "hr", "br", "strong", "em", "sub", "sup", "a"),
    *("details", "summary"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
"""The allowed elements, attributes and schemes; others keep only their text."""

STRUCK = frozenset({"del", "s", "strike"})
"""Elements of struck-out text, which is neither shown nor indexed."""

SILENT = frozenset(
    {
        *("script", "style", "template", "noscript", "iframe", "object", "svg", "math", "canvas", "video"),
        *("audio", "select", "textarea", "datalist", "dialog", "title"),
    }
)
"""Elements whose content is not text of a profile."""

READ_AS = {
    **dict.fromkeys(["h1", "h2"], "h3"),
    **dict.fromkeys(["section", "article", "aside", "header", "footer", "main", "nav", "address"], "div"),
    **dict.fromkeys(["figure", "figcaption", "center", "form", "fieldset", "legend", "hgroup"], "div"),
    "b": "strong",
    "i": "em",
}
"""Raw elements and their replacements, as pages have landmarks of their own."""

DEEPEST = 250
"""How deeply elements may nest; for each tag, a parser looks through all that are open."""

NESTING = re.compile(
    r"<(?P<closing>/?)(?!(?:area|base|br|col|dd|dt|hr|img|input|li|link|meta|option|p|source|t[dhr]|wbr)\b)"
    r"(?P<name>[a-z][a-z0-9-]*+)[^<>]*>",
    re.IGNORECASE,
)
"""A start or end tag of an element that needs an end tag."""

RAW_TAG = re.compile(rf"(</?)({'|'.join(READ_AS)})(?=[\s/>])", re.IGNORECASE)
CHARACTER = re.compile(r"&#?\w+;?")
SPACE = re.compile(r"\s+")


def clean(html: str, *, pictures: bool = False) -> str:
    """Safe HTML: only allowed elements, without struck-out and hidden content."""
    return LINE_ENDS.sub(" ", _cleaner(pictures).clean(_shallow(html)))


def _shallow(html: str) -> str:
    """HTML without the tags that nest too deeply; their text stays."""
    if html.count("<") <= DEEPEST:
        return html
    kept: list[str] = []
    at = depth = 0
    left: Counter[str] = Counter()
    for tag in NESTING.finditer(html):
        name, closing = tag["name"].lower(), bool(tag["closing"])
        change = -bool(left[name]) if closing else 1
        if depth + (not closing) > DEEPEST:
            kept += [html[at : tag.start()], " "]
            at = tag.end()
        left[name] += change
        depth += change
    return "".join([*kept, html[at:]])


@cache
def _cleaner(pictures: bool) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS | ({"img"} if pictures else set()),
        clean_content_tags=STRUCK | SILENT,
        attributes=ATTRIBUTES | ({"img": {"src", "alt"}} if pictures else {}),
        url_schemes=SCHEMES,
        link_rel="external noopener",
    )


def raw_html(html: str) -> str:
    """Raw HTML before cleaning; line breaks stay only in preformatted text."""
    html = RAW_TAG.sub(lambda tag: tag[1] + READ_AS[tag[2].lower()], html)
    if "<pre" in html.lower():
        return html
    return SPACE.sub(" ", CHARACTER.sub(_without_line_break, html))


def _without_line_break(reference: re.Match[str]) -> str:
    return " " if LINE_BREAKS.fullmatch(unescape(reference[0])) else reference[0]

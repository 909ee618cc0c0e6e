"""What an author may write in HTML: which elements a page keeps, and which text counts."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import nh3

LINE_BREAKS = re.compile(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029]+")
"""Control characters and line separators, which only ever come from entities in Markdown."""

LINE_ENDS = re.compile(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Characters besides a line feed that Python, and some readers of the API, take for the end of a line."""

TAGS = {
    *("p", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("h3", "h4", "h5", "h6", "blockquote", "pre", "code", "hr", "br", "strong", "em", "sub", "sup", "a"),
    *("details", "summary"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
"""What an author may write; of every other element the text alone is kept."""

STRUCK = frozenset({"del", "s", "strike"})
"""Elements of text that was struck out: it no longer holds, so it is neither shown nor indexed."""

SILENT = frozenset(
    {
        *("script", "style", "template", "noscript", "iframe", "object", "svg", "math", "canvas", "video"),
        *("audio", "select", "textarea", "datalist", "dialog", "title"),
    }
)
"""Elements whose content is no text of a profile."""

READ_AS = {
    **dict.fromkeys(["h1", "h2"], "h3"),
    **dict.fromkeys(["section", "article", "aside", "header", "footer", "main", "nav", "address"], "div"),
    **dict.fromkeys(["figure", "figcaption", "center", "form", "fieldset", "legend", "hgroup"], "div"),
    "b": "strong",
    "i": "em",
}
"""Raw elements that become others: a page has landmarks and headings of its own, and a block stays one."""

RAW_TAG = re.compile(rf"(</?)({'|'.join(READ_AS)})(?=[\s/>])", re.IGNORECASE)
CHARACTER = re.compile(r"&#?\w+;?")
SPACE = re.compile(r"\s+")


def clean(html: str) -> str:
    """HTML that is safe on a page: what an author may write, without what is struck out or no text."""
    return LINE_ENDS.sub(" ", _cleaner().clean(html))


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        clean_content_tags=STRUCK | SILENT,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="external noopener",
    )


def raw_html(html: str) -> str:
    """Raw HTML as the page has it before it is cleaned; line breaks are kept in preformatted text alone."""
    html = RAW_TAG.sub(lambda tag: tag[1] + READ_AS[tag[2].lower()], html)
    if "<pre" in html.lower():
        return html
    return SPACE.sub(" ", CHARACTER.sub(_without_line_break, html))


def _without_line_break(reference: re.Match[str]) -> str:
    return " " if LINE_BREAKS.fullmatch(unescape(reference[0])) else reference[0]

"""HTML pages: sections by headings, without boilerplate."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.profile import Profile
from indexer.readers.dates import parse_date, take_dates
from indexer.readers.document import Document, clean, one_line
from indexer.readers.furniture import take_out
from indexer.readers.lines import read_lines
from indexer.readers.outline import outline
from indexer.readers.page import ancestors, structure, tidy_headings
from indexer.readers.titles import take_other_titles, without_type
from indexer.readers.withheld import PAGE_PIECE, Remark, comments, without_comments

DEEPEST = 1_000
MOST_TAGS = 100_000
"""The limits of nesting and tags; parsing takes time that is quadratic in them."""

MANY_ATTRIBUTES = re.compile(r"<[a-zA-Z](?:[^<>\s]*+\s++){1000}")

CLOSED = re.compile(
    r"<(/?)(?!(?:area|base|br|col|dd|dt|hr|img|input|li|link|meta|option|p|source|t[dhr]|wbr)\b)[a-z]",
    re.IGNORECASE,
)
"""A start or end tag of an element that needs an end tag."""

BETWEEN_NAMES = re.compile(r"\s+[|»·•–—-]+\s+|\s*:{2,}\s*|\s+:\s+|\s*[|»·]\s*")
"""Separators between the title of a page and the name of its site."""

PUBLISHED = (
    "article:published_time",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "date",
    "dc.date",
)
UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
)


def read(document: Document) -> Profile:
    """The profile of an HTML page."""
    _refuse_excess(document)
    tree = LexborHTMLParser(document.text)
    meta = _meta(tree)
    main = _main(document, tree)
    names = _names(tree, meta)
    heading = _title_heading(tree, main, names)
    tidy_headings(main)
    known = structure(tree, document.headings)
    take_out(main, heading, known.panels, document.headings)
    own = one_line(clean(heading.text())) if heading is not None else ""
    title = without_type(own or "".join(names[:1]))
    dates, lines = take_dates(read_lines(main, known, heading))
    others, lines = take_other_titles(line for line in lines if line.level != 1 or line.text != title)
    summary, sections = outline(lines, document.headings, meta.get("description", ""))
    return Profile(
        id=document.id(),
        title=document.title(title),
        alternative_titles=others,
        category=meta.get("article:section", ""),
        summary=summary,
        sections=sections,
        published=_date(meta, PUBLISHED) or dates.published,
        updated=_date(meta, UPDATED) or dates.updated,
        source=document.source,
        fingerprint=document.fingerprint,
    )


def remarks(document: Document) -> Iterator[Remark]:
    """The comments of a page, as notes, because tools add many of them."""
    return (remark._replace(note=True) for remark in comments(document.text, PAGE_PIECE))


def _refuse_excess(document: Document) -> None:
    """Refuse pages that would take the parser minutes."""
    problem = None
    if document.text.count("<") > MOST_TAGS:
        problem = f"has more than {MOST_TAGS:,} tags"
    elif MANY_ATTRIBUTES.search(document.text):
        problem = "has a tag with more than a thousand attributes"
    elif max(accumulate(-1 if tag[1] else 1 for tag in CLOSED.finditer(document.text)), default=0) > DEEPEST:
        problem = f"has elements nested more than {DEEPEST:,} deep"
    if problem:
        raise document.error(f"{problem}; is this a page?")


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    """The meta values in the head of a page, the first of each name."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        name = (node.attributes.get("property") or node.attributes.get("name") or "").lower()
        found.setdefault(name, _words(node.attributes.get("content")))
    found.setdefault("description", found.get("og:description", ""))
    return found


def _main(document: Document, tree: LexborHTMLParser) -> LexborNode:
    """The element with the content of a page, or the body."""
    if tree.body is None:
        raise document.error("has frames instead of a body; add the pages that the frames show")
    for selector in ("main", "[role=main]", "article"):
        found = [
            node for node in tree.css(selector) if node.css_first("h1, h2, h3, [role=tabpanel]") is not None
        ]
        if len(found) == 1:
            return found[0]
    return tree.body


def _title_heading(tree: LexborHTMLParser, main: LexborNode, names: Sequence[str]) -> LexborNode | None:
    """The heading with the title: in the main part, else one that matches the head."""

    def doubts(node: LexborNode) -> tuple[bool, int]:
        around = [each.tag for each in ancestors(node)]
        in_banner = "header" in around and not {"main", "article"} & set(around)
        text = one_line(node.text()).casefold()
        agreed = (at for at, name in enumerate(names) if name.casefold() in text or text in name.casefold())
        return in_banner, next(agreed, len(names))

    inside = main.css("h1") if main.tag != "body" else []
    found = [node for node in inside or tree.css("h1") if one_line(node.text())]
    return min(found, key=doubts, default=None)


def _names(tree: LexborHTMLParser, meta: dict[str, str]) -> list[str]:
    """The names of a page in its head, without the name of the site if known."""
    site = meta.get("og:site_name", "").casefold()
    names = map(one_line, BETWEEN_NAMES.split(meta.get("og:title") or _head_title(tree)))
    return [name for name in names if name and name.casefold() != site]


def _head_title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("head title, title")
    return _words(node.text()) if node is not None else ""


def _words(text: str | None) -> str:
    """Text from the head of a page, without what looks like comments."""
    return one_line(clean(without_comments(text or "")))


def _date(meta: dict[str, str], names: tuple[str, ...]) -> dt.date | None:
    return next((parse_date(meta[name]) for name in names if name in meta), None)

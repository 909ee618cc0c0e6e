"""Pages as they are served: sections by headings, boilerplate left out by structure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.profile import Profile
from indexer.readers.dates import parse_date, take_dates
from indexer.readers.document import IS_IT_A_PROFILE, Document, one_line
from indexer.readers.html.boilerplate import content_of, take_out
from indexer.readers.html.lines import read_lines
from indexer.readers.html.page import structure, tidy_headings
from indexer.readers.html.title import (
    called,
    lead_of,
    meta_of,
    names_of,
    own_description,
    take_out_site_name,
    title_heading,
)
from indexer.readers.outline import Line, outline
from indexer.readers.titles import take_other_titles, without_type
from indexer.readers.withheld import PAGE_PIECE, Remark, comments

DEEPEST = 1_000
MOST_TAGS = 100_000
"""The limits of nesting and tags; parsing takes time that is quadratic in them."""

MANY_ATTRIBUTES = re.compile(r"<[a-zA-Z](?:[^<>\s]*+\s++){1000}")

CLOSED = re.compile(
    r"<(/?)(?!(?:area|base|br|col|dd|dt|hr|img|input|li|link|meta|option|p|source|t[dhr]|wbr)\b)[a-z]",
    re.IGNORECASE,
)
"""A start or end tag of an element that needs an end tag."""

STAMP = re.compile(
    r"(?P<published>\b(?:published|posted)\b)|(?P<updated>\b(?:updated|modified|edited|reviewed)\b)",
    re.IGNORECASE,
)
"""Words directly before a date that a page states in its own text."""

PUBLISHED = (
    "article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "date",
    "dc.date",
)
UPDATED = (
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
)
LONGEST_STAMP = 80
"""How many characters around a date may say what it is of."""

CHARSET = re.compile(
    rb"""charset\s*=\s*["']?\s*(?:windows-1252|cp1252|iso-?8859-1|latin-?1|us-ascii)\b"""
    rb"""|^\s*<\?xml[^>]{0,80}encoding\s*=\s*["'](?:windows-1252|iso-8859-1)["']""",
    re.IGNORECASE,
)
"""Where a page declares itself to be in the encoding of Windows, which browsers take Latin-1 for, too."""

BY_WIDTH = re.compile(
    r"""class=["'][^"'<>]{0,200}(?:\w:hidden|d-\w\w-none|(?:hidden|visible)-\w\w\b|mobile|desktop|phone)"""
)
"""A class that shows or hides by screen width: such a section may occur twice, and is read once."""

HEAD = 4096
"""How many bytes of a page may declare its encoding."""

LINKED_DATE = re.compile(r'"(datePublished|dateModified)"\s*:\s*"([^"]{4,40})"')
"""A date as JSON-LD states it."""


class PageContent(NamedTuple):
    """A page's title, the paragraph beside it, and the lines of its main part."""

    title: str
    lead: str
    lines: tuple[Line, ...]


def read(document: Document) -> Profile:
    """The profile of an HTML page."""
    _refuse_excess(document)
    tree = LexborHTMLParser(document.text)
    meta = _stamped_dates(tree) | meta_of(tree) | _stated_dates(tree)
    page = _content(document, tree, meta)
    dates, lines = take_dates(page.lines)
    others, lines = take_other_titles(_without_title(lines, page.title))
    text = " ".join(line.text for line in lines if not line.level)
    said = page.lead or own_description(meta, page.title, text)
    summary, sections = outline(lines, document.headings, said)
    return Profile(
        id=document.id(),
        title=document.title(page.title),
        alternative_titles=others,
        category=meta.get("article:section", ""),
        summary=summary,
        sections=tuple(dict.fromkeys(sections)) if BY_WIDTH.search(document.text) else sections,
        published=_date(meta, PUBLISHED) or dates.published,
        updated=_date(meta, UPDATED) or dates.updated,
        source=document.source,
        fingerprint=document.fingerprint,
    )


def in_utf8(data: bytes) -> bytes:
    """A page in UTF-8, converted if it declares a Windows encoding; otherwise unchanged."""
    if not CHARSET.search(data[:HEAD]):
        return data
    try:
        data.decode()
    except UnicodeDecodeError:
        return data.decode("windows-1252", errors="replace").encode()
    return data


def _content(document: Document, tree: LexborHTMLParser, meta: Mapping[str, str]) -> PageContent:
    """What of a page is content."""
    main, names, site = _main(document, tree), names_of(tree, meta), meta.get("og:site_name", "")
    heading = title_heading(tree, main, names, site)
    lead = lead_of(heading, main)
    take_out_site_name(main, heading, names, site)
    tidy_headings(main)
    known = structure(tree, document.headings)
    main = content_of(main, heading, document.headings)
    take_out(main, heading, known.panels, document.headings)
    own = called(heading, names) if heading is not None else ""
    lines = read_lines(main, known, heading, document.headings)
    return PageContent(without_type(own or "".join(names[:1])), lead, tuple(lines))


def _without_title(lines: Sequence[Line], title: str) -> Iterator[Line]:
    """The lines without a first line and a first heading that repeat the page's title."""
    first = next((at for at, line in enumerate(lines) if line.level), 0)
    return (
        line
        for at, line in enumerate(lines)
        if line.text.casefold() != title.casefold() or (at not in (0, first) and line.level != 1)
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
        raise document.error(f"{problem}; {IS_IT_A_PROFILE}")


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


def _stated_dates(tree: LexborHTMLParser) -> dict[str, str]:
    """The dates that a page states for programs: in JSON-LD, or in elements with an itemprop."""
    found: dict[str, str] = {}
    for script in tree.css("script[type='application/ld+json']"):
        for name, value in LINKED_DATE.findall(script.text()):
            found.setdefault(name.lower(), value)
    for node in tree.css("[itemprop=datePublished], [itemprop=dateModified]"):
        value = node.attributes.get("datetime") or node.attributes.get("content") or node.text()
        found.setdefault((node.attributes.get("itemprop") or "").lower(), one_line(value))
    return found


def _stamped_dates(tree: LexborHTMLParser) -> dict[str, str]:
    """The dates that a page states for readers: in <time> elements, or in elements named as dates."""
    found: dict[str, str] = {}
    for node in tree.css("time[datetime], [class*=ublished], [class*=odified]"):
        around = one_line(node.parent.text()) if node.tag == "time" and node.parent else one_line(node.text())
        said = STAMP.search(f"{node.attributes.get('class') or ''} {around}"[:LONGEST_STAMP])
        date = node.attributes.get("datetime") or around
        if said and len(date) <= LONGEST_STAMP and parse_date(date):
            found.setdefault("datepublished" if said["published"] else "datemodified", date)
    return found


def _date(meta: Mapping[str, str], names: tuple[str, ...]) -> dt.date | None:
    return next((parse_date(meta[name]) for name in names if name in meta), None)

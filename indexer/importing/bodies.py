"""The text of a whole page in one field: HTML, Markdown or plain text, as sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from indexer.profile import Profile, Section
from indexer.readers import text
from indexer.readers.conventions import Conventions
from indexer.readers.document import Document, clean, one_line
from indexer.readers.exported import BLOCK
from indexer.readers.html import reader as html
from indexer.readers.html.nodes import HEADINGS
from indexer.readers.markdown import reader as markdown
from indexer.readers.withheld import Remark

MARKDOWN = re.compile(r"^ {0,3}#{1,6} |^\*\*[^*]+\*\*:?\s*$|\]\(|^[-*+] ", re.MULTILINE)
"""What Markdown has and plain text does not: headings, lines in bold, links, lists."""

ADVICE = "; remove it if you no longer need it"
"""What a remark adds for those who write the text."""


class PageBody(NamedTuple):
    """What the text of a page says: sections, or Markdown that has them."""

    sections: tuple[Section, ...] = ()
    summary: str = ""
    markdown: str | None = None
    subheadings: frozenset[str] = frozenset()
    left_out: tuple[str, ...] = ()


def read_body(body: str, profile: Profile, conventions: Conventions) -> PageBody:
    """The text of a page; raises ContentError if it cannot be read."""
    if BLOCK.search(body):
        return _html(body, profile, conventions)
    if MARKDOWN.search(body):
        document = _document(profile, f"# {profile.title}\n\n{clean(body)}", ".md", conventions)
        found = markdown.read(document)
        return PageBody(found.sections, "", clean(body), left_out=tuple(told(markdown.remarks(document))))
    document = _document(profile, f"{profile.title}\n\n{clean(body)}", ".txt", conventions)
    found = text.read(document)
    return PageBody(found.sections, found.summary)


def _html(body: str, profile: Profile, conventions: Conventions) -> PageBody:
    title = escape(profile.title)
    page = f"<title>{title}</title><main><h1>{title}</h1>\n{clean(body)}</main>"
    document = _document(profile, page, ".html", conventions)
    found = html.read(document)
    subheadings, gone = headings_of(document, found)
    return PageBody(found.sections, found.summary, None, subheadings, (*gone, *told(html.remarks(document))))


def headings_of(document: Document, profile: Profile) -> tuple[frozenset[str], tuple[str, ...]]:
    """The headings of a page below the title: the kept ones and the left-out ones."""
    nodes = LexborHTMLParser(document.text).css(HEADINGS)
    found = dict.fromkeys(filter(None, (one_line(clean(node.text())) for node in nodes)))
    lines = {line for section in profile.sections for line in section.text.split("\n")}
    kept = lines | {section.heading for section in profile.sections} | {profile.title, profile.summary}
    known = {each.rstrip(": ").casefold() for each in kept}
    gone = (each for each in found if each.rstrip(": ").casefold() not in known)
    return frozenset(found) & lines, tuple(f"“{each[:80]}”" for each in gone)


def told(remarks: Iterator[Remark]) -> Iterator[str]:
    """What remarks say is left out, each once, with how often."""
    sentences = (remark.message.removesuffix(ADVICE).removesuffix(" is left out") for remark in remarks)
    return (f"{said} ({count} times)" if count > 1 else said for said, count in Counter(sentences).items())


def _document(profile: Profile, text: str, suffix: str, conventions: Conventions) -> Document:
    return Document(Path(profile.id + suffix), profile.source, text, "", conventions)

"""Sentences of a text, with wrapped lines joined and list items introduced."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from indexer.qualification.clauses import FINITE_VERB
from indexer.sentences import SENTENCE_END

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[-*•·–]|\d{1,2}[.)])\s")
_BROKEN_OFF = re.compile(r"(?:[,;]|\b(?:or|and|a|an|the|of|in|for|to|with))\s*$")
_LOWER_CASE = re.compile(r"\s*[a-z]")


class Sentence(msgspec.Struct, frozen=True):
    """A sentence at `text[start:end]`, its paragraph, and its list's introduction."""

    start: int
    end: int
    lead: str
    paragraph: int


class _Paragraph(msgspec.Struct):
    start: int
    end: int
    bullet: bool
    after_blank: bool


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text in order."""
    lead, bullets = "", None
    for number, paragraph in enumerate(_paragraphs(text)):
        body = text[paragraph.start : paragraph.end]
        if lead and _ends_list(paragraph, body, bullets):
            lead = ""
        bullets = paragraph.bullet
        start = paragraph.start
        for end in [match.end() + start for match in SENTENCE_END.finditer(body)]:
            yield Sentence(paragraph.start, end, lead, number)
            paragraph.start = end
        yield Sentence(paragraph.start, paragraph.end, lead, number)
        if body.endswith(":"):
            lead, bullets = text[paragraph.start : paragraph.end - 1] + " ", None


def _ends_list(paragraph: _Paragraph, body: str, bullets: bool | None) -> bool:
    """Whether a paragraph ends a list, as another kind of line or a full statement."""
    if bullets is not None and (paragraph.bullet != bullets or (paragraph.after_blank and not bullets)):
        return True
    return FINITE_VERB.search(body.lower()) is not None


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    """Paragraphs: lines, joined if one continues in the next."""
    current: _Paragraph | None = None
    for match in _LINE.finditer(text):
        line = match[0].rstrip()
        if not line:
            continue
        after_blank = current is not None and text.count("\n", current.end, match.start()) > 1
        if (
            current
            and not after_blank
            and _runs_on(text[max(current.start, current.end - 12) : current.end], line)
        ):
            current.end = match.start() + len(line)
            continue
        if current:
            yield current
        bullet = _BULLET.match(line)
        start = match.start() + (bullet.end() if bullet else 0)
        current = _Paragraph(start, match.start() + len(line), bullet is not None, after_blank)
    if current:
        yield current


def _runs_on(before: str, line: str) -> bool:
    if _BULLET.match(line) or before.endswith((".", "!", "?", ":")):
        return False
    return bool(_LOWER_CASE.match(line) or _BROKEN_OFF.search(before))

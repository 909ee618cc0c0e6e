"""Plain text, copied or scraped from a page: title, headings, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.profile import Profile, SectionKind, blocks
from indexer.readers.dates import take_dates
from indexer.readers.document import Document, one_line
from indexer.readers.headings import Headings
from indexer.readers.outline import ENOUGH, PERHAPS, Line, outline
from indexer.readers.titles import take_other_titles, without_type
from indexer.readers.withheld import Remark, comments, without_comments

LineGroup = tuple[str, ...]
"""Lines directly below each other."""

LINK = re.compile(
    r"(?:<<|<-|[«‹←]|< )\s*\w.{0,80}|.{1,60}\s(?:>>|->|[»›→>])|(?:back|return) to (?:the )?"
    r"(?:top|start|search|results|list|index|home|previous|all|job profiles)\b.{0,40}"
    r"|(?:skip|jump) to .{1,40}|(?:print|share|email) this (?:page|profile)",
    re.IGNORECASE,
)
"""A line that was a link: with an arrow, or with words such as "back to top"."""

BULLET = re.compile(r"(?:[-*•·–—◦▪‣]|\d{1,2}[.)])\s+")
RULE = re.compile(r"[=\-_*~]{3,}")

MARKED = re.compile(r"(?P<mark>=|#)(?P=mark)*\s+(?P<heading>(?![=#\s]).*[^=#\s])\s*(?P=mark)*")
"""A heading of AsciiDoc or Markdown, recognised by the marks before it."""

NAMED_TITLE = re.compile(r"(?:job )?(?:title|role)\s*:\s*(?=\S)", re.IGNORECASE)
"""The label before a title: "Job title:"."""

RUN_IN = re.compile(r"(?P<heading>[^:.;!?]{3,60}):\s+(?P<text>\S.*)")
"""A heading followed by its text on the same line."""

FRAMED = re.compile(r"(?P<frame>[=\-_*~+#])(?P=frame)+\s*(?P<heading>[^\s=\-_*~+#].*?)\s*(?P=frame){2,}")
"""A line between marks on both sides, which make it a heading: `=== DUTIES ===`."""


def read(document: Document) -> Profile:
    """The profile of a plain text."""
    groups = _groups(without_comments(document.text))
    if not groups:
        raise document.error("is empty; the first line should be the title", 1)
    if groups[0][0] == "---":
        raise document.error("begins like Markdown with front matter; rename it to .md", 1)
    title, groups = _title(groups)
    dates, lines = take_dates(_with_run_ins(list(_lines(groups, document.headings)), document.headings))
    others, lines = take_other_titles(lines)
    summary, sections = outline(lines, document.headings)
    return Profile(
        id=document.id(),
        title=document.title(without_type(NAMED_TITLE.sub("", title, count=1)), 1),
        alternative_titles=others,
        summary=summary,
        sections=sections,
        published=dates.published,
        updated=dates.updated,
        source=document.source,
        fingerprint=document.fingerprint,
    )


def remarks(document: Document) -> Iterator[Remark]:
    """The comments of a text."""
    return comments(document.text)


def _groups(text: str) -> list[LineGroup]:
    """Groups of adjacent lines, without those that were links; a framed heading begins a group."""
    lines = map(one_line, text.strip().split("\n"))
    kept = [line for line in lines if not LINK.fullmatch(line)]
    parted = [f"\n{line}" if FRAMED.fullmatch(line) or MARKED.fullmatch(line) else line for line in kept]
    return list(blocks(("\n" if "" in kept else "\n\n").join(parted)))


def _title(groups: Sequence[LineGroup]) -> tuple[str, list[LineGroup]]:
    """The first line that is no framed heading, and the groups without it."""
    for number, group in enumerate(groups):
        at = next((n for n, line in enumerate(group) if not (FRAMED.fullmatch(line) or _is_rule(line))), None)
        if at is not None:
            rest = tuple(line for line in (*group[:at], *group[at + 1 :]) if not _is_rule(line))
            marked = MARKED.fullmatch(group[at])
            title = marked["heading"] if marked else group[at]
            return title, [*groups[:number], *([rest] if rest else []), *groups[number + 1 :]]
    return "", list(groups)


def _lines(groups: Sequence[tuple[str, ...]], headings: Headings) -> Iterator[Line]:
    for group in groups:
        level, below = _heading(group, headings)
        if level:
            marked = FRAMED.fullmatch(group[0]) or MARKED.fullmatch(group[0])
            yield Line(marked["heading"] if marked else group[0], level)
        items = _unwrapped([line for line in group[below:] if not RULE.fullmatch(line)])
        for at, text in enumerate(items):
            yield Line(BULLET.sub("", text, count=1), together=at > 0)


def _heading(group: Sequence[str], headings: Headings) -> tuple[int, int]:
    """The level of a group's heading (0 for none), and its number of lines."""
    if len(group) > 1 and RULE.fullmatch(group[1]):
        return 2, 2
    if headings.left_out(group[0]):
        return PERHAPS, 1
    marked = FRAMED.fullmatch(group[0]) or MARKED.fullmatch(group[0])
    return (2, 1) if marked or headings.known(group[0]) else (0, 0)


def _is_rule(line: str) -> bool:
    return RULE.fullmatch(line) is not None


def _with_run_ins(lines: list[Line], headings: Headings) -> list[Line]:
    """The lines, with known headings before their text (`Duties: bake`) if no line is a heading."""
    found = [RUN_IN.fullmatch(line.text) for line in lines]
    known = [each if each and headings.known(each["heading"]) else None for each in found]
    if any(line.level for line in lines) or sum(each is not None for each in known) < ENOUGH:
        return lines
    return [
        part
        for line, each in zip(lines, known, strict=True)
        for part in ([line] if each is None else _parted(each, headings))
    ]


def _parted(found: re.Match[str], headings: Headings) -> list[Line]:
    """A heading and the text after it; a summary needs no heading."""
    is_summary = headings.kind(found["heading"]) is SectionKind.SUMMARY
    return [*([] if is_summary else [Line(found["heading"], 2)]), Line(found["text"])]


def _unwrapped(lines: Sequence[str]) -> Sequence[str]:
    """A wrapped paragraph as one line; a list as it is."""
    wrapped = (
        len(lines) > 1
        and lines[0][:1].isupper()
        and any(line[:1].islower() for line in lines[1:])
        and all(50 <= len(line) <= 120 for line in lines[:-1])
        and not any(BULLET.match(line) for line in lines)
    )
    return [" ".join(lines)] if wrapped else lines

"""Markdown with YAML front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias, TypedDict

import msgspec
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from indexer.facts import Facts
from indexer.markdown import parser, pictures_in, plain_text
from indexer.profile import Profile, Section, SectionKind
from indexer.readers.document import IS_IT_A_PROFILE, Document
from indexer.readers.markdown.dialects import in_plain_markdown
from indexer.readers.markdown.front_matter import FrontMatter, read_front_matter
from indexer.readers.markdown.sections import (
    Part,
    Start,
    parts_of,
    starts_of,
    title_of,
    with_run_ins_apart,
)
from indexer.readers.outline import PERHAPS
from indexer.readers.withheld import Remark, comments, withheld, without
from indexer.sanitiser import clean

LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)++)\]", re.DOTALL)
"""What may be the label of a link: text in brackets that has none."""


class Target(TypedDict):
    """A reference link: its address, and the lines of its definition."""

    href: str
    map: tuple[int, int]


References: TypeAlias = dict[str, Target]


class Body(NamedTuple):
    """What a document says below its front matter: lines, tokens, headings, and links defined apart."""

    lines: list[str]
    tokens: Sequence[Token]
    starts: Sequence[Start]
    references: References


MOST_LINES = 20_000
"""The most lines of a profile; more would keep the parser busy for minutes."""


def read(document: Document) -> Profile:
    """The profile of a Markdown document."""
    if document.text.count("\n") > MOST_LINES:
        raise document.error(f"has more than {MOST_LINES:,} lines; {IS_IT_A_PROFILE}")
    front = read_front_matter(document)
    body = _parsed(document, front)
    title = str(front.fields.get("title", "")) or _title(document, body.starts)
    parts = parts_of(body.tokens, body.starts, title, document.headings, len(body.lines))
    fields = {"id": document.id(), "source": document.source, "fingerprint": document.fingerprint}
    facts = msgspec.convert(front.fields, Facts)
    profile = msgspec.convert(front.fields | fields | {"title": title, "facts": facts}, Profile)
    sections = _with_first_pictures([_section(part, body) for part in parts])
    return msgspec.structs.replace(profile, sections=sections)


def remarks(document: Document) -> Iterator[Remark]:
    """The parts of a document that are not published, by their offsets."""
    lines = document.text.split("\n")
    matter = read_front_matter(document)
    front = "\n".join([*lines[: matter.body], ""]) if matter.body else ""
    yield from matter.unused
    yield from comments(front)
    for remark in withheld(document.text[len(front) :]):
        yield remark._replace(start=len(front) + remark.start, end=len(front) + remark.end)


def _parsed(document: Document, front: FrontMatter) -> Body:
    text = "\n".join(document.text.split("\n")[front.body :])
    body = _body(in_plain_markdown(without(text, withheld(text)).split("\n")))
    if any(start.line.level < PERHAPS for start in body.starts):
        return body
    apart = with_run_ins_apart(body.lines, body.tokens, document.headings)
    return body if apart == body.lines else _body(apart)


def _body(lines: list[str]) -> Body:
    env: dict[str, References] = {}
    tokens = parser().parse("\n".join(lines), env)
    return Body(lines, tokens, starts_of(tokens), env.get("references", {}))


def _title(document: Document, starts: Sequence[Start]) -> str:
    """The title of a document whose front matter has none."""
    title = title_of(starts, document.headings)
    if not title:
        reason = "has no title; add a line title: ... to its front matter, or begin it with a heading"
        raise document.error(reason, 1)
    return document.title(title)


def _section(part: Part, body: Body) -> Section:
    source = "\n".join(body.lines[part.first : part.end]).strip("\n").rstrip()
    used = _definitions(source, part, body.references)
    written = f"{used}\n\n{source}" if used else source
    html = part.html
    return Section(part.kind, part.heading, plain_text(clean(html)), written, pictures=pictures_in(html))


def _with_first_pictures(made: Sequence[Section]) -> tuple[Section, ...]:
    """The sections with a text or a heading; what has only pictures above them begins the first."""
    first, *others = made
    if first.text or first.kind is not SectionKind.SUMMARY:
        return tuple(made)
    if first.pictures and others:
        written = f"{first.markdown}\n\n{others[0].markdown}"
        pictures = (*first.pictures, *others[0].pictures)
        others[0] = msgspec.structs.replace(others[0], markdown=written, pictures=pictures)
    return tuple(each for each in others if each.text or each.kind is not SectionKind.SUMMARY)


def _definitions(source: str, part: Part, references: References) -> str:
    """The definitions of links from other parts that a part may use."""
    used = dict.fromkeys(normalizeReference(label) for label in LABEL.findall(source))
    return "\n".join(
        f"[{label}]: <{target['href']}>"
        for label in used
        if (target := references.get(label)) and not part.first <= target["map"][0] < part.end
    )

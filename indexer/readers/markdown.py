"""Markdown with YAML front matter: the form in which profiles are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import msgspec

from indexer.markdown import parser, plain_text, render
from indexer.profile import Profile, Section, SectionKind
from indexer.readers.document import Document
from indexer.readers.frontmatter import read_front_matter

References: TypeAlias = dict[str, dict[str, str]]
"""Link definitions, by label, as the Markdown parser notes them."""


class Heading(NamedTuple):
    """A heading of level one or two: its text, its first line and the first line below it."""

    level: int
    text: str
    line: int
    below: int


def read(document: Document) -> Profile:
    """The profile that a Markdown document holds."""
    front = read_front_matter(document)
    fields = {"id": document.id(), "source": document.source, "fingerprint": document.fingerprint}
    profile = msgspec.convert(front.fields | fields, Profile)
    body = document.text.split("\n")[front.body :]
    return msgspec.structs.replace(profile, sections=tuple(_sections(document, profile.title, body)))


def _sections(document: Document, title: str, lines: list[str]) -> Iterator[Section]:
    references: References = {}
    headings = []
    for heading in _headings("\n".join(lines), references):
        if heading.level == 1 and heading.text.casefold() == title.casefold():
            lines[heading.line : heading.below] = [""] * (heading.below - heading.line)
        else:
            headings.append(heading)
    first = headings[0].line if headings else len(lines)
    before = _section(SectionKind.SUMMARY, "Summary", lines[:first], references)
    if before.text:
        yield before
    ends = [heading.line for heading in headings[1:]] + [len(lines)]
    for heading, end in zip(headings, ends, strict=True):
        kind = document.headings.kind(heading.text) or SectionKind.OTHER
        yield _section(kind, heading.text, lines[heading.below : end], references)


def _headings(text: str, references: References) -> Iterator[Heading]:
    env: dict[str, References] = {}
    tokens = parser().parse(text, env)
    references.update(env.get("references", {}))
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0 and token.tag in ("h1", "h2") and token.map:
            html = parser().renderer.render(tokens[at : at + 3], parser().options, {})
            yield Heading(int(token.tag[1]), plain_text(html), *token.map)


def _section(kind: SectionKind, heading: str, lines: Sequence[str], references: References) -> Section:
    source = "\n".join(lines).strip("\n").rstrip()
    used = _definitions(source, references)
    markdown = f"{source}\n\n{used}" if used else source
    section = Section(kind, heading, "", markdown)
    return msgspec.structs.replace(section, text=plain_text(render(section)))


def _definitions(source: str, references: References) -> str:
    """The link definitions that a section uses and another one holds."""
    low = source.casefold()
    labels = [label for label in references if f"[{label.casefold()}]" in low]
    elsewhere = [(label, references[label]) for label in labels if f"[{label.casefold()}]:" not in low]
    return "\n".join(f"[{label}]: <{target['href']}>" for label, target in elsewhere)

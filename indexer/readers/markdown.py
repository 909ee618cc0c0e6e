"""Markdown with YAML front matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias, TypedDict

import msgspec
from markdown_it.token import Token

from indexer.markdown import parser, plain_text
from indexer.profile import Profile, Section, SectionKind
from indexer.readers.document import Document, one_line
from indexer.readers.frontmatter import read_front_matter
from indexer.readers.withheld import Remark, comments, withheld, without
from indexer.sanitiser import clean


class Target(TypedDict):
    """A reference link: its address, and the lines of its definition."""

    href: str
    map: tuple[int, int]


References: TypeAlias = dict[str, Target]

MOST_LINES = 20_000
"""The most lines of a profile; more would keep the parser busy for minutes."""

HEADING = 3
"""The number of tokens in a heading: open, text, close."""


class Part(NamedTuple):
    """A heading with its tag, and the tokens and source lines below it.

    The part above the first heading has none.
    """

    tag: str
    heading: str
    tokens: Sequence[Token]
    first: int
    end: int


def read(document: Document) -> Profile:
    """The profile of a Markdown document."""
    if document.text.count("\n") > MOST_LINES:
        raise document.error(f"has more than {MOST_LINES:,} lines; is this a profile?")
    front = read_front_matter(document)
    fields = {"id": document.id(), "source": document.source, "fingerprint": document.fingerprint}
    profile = msgspec.convert(front.fields | fields, Profile)
    body = "\n".join(document.text.split("\n")[front.body :])
    lines = without(body, withheld(body)).split("\n")
    return msgspec.structs.replace(profile, sections=tuple(_sections(document, profile.title, lines)))


def remarks(document: Document) -> Iterator[Remark]:
    """The parts of a document that are not published, by their offsets."""
    lines = document.text.split("\n")
    front = "\n".join([*lines[: read_front_matter(document).body], ""])
    yield from comments(front)
    for remark in withheld(document.text[len(front) :]):
        yield remark._replace(start=len(front) + remark.start, end=len(front) + remark.end)


def _sections(document: Document, title: str, lines: list[str]) -> Iterator[Section]:
    env: dict[str, References] = {}
    tokens = parser().parse("\n".join(lines), env)
    for part in _parts(tokens, len(lines)):
        text = _plain(part.tokens)
        source = "\n".join(lines[part.first : part.end]).strip("\n").rstrip()
        used = _definitions(source, part, env.get("references", {}))
        markdown = f"{used}\n\n{source}" if used else source
        if part.tag == "h2" or (part.tag == "h1" and part.heading.casefold() != title.casefold()):
            kind = document.headings.kind(part.heading) or SectionKind.OTHER
            yield Section(kind, part.heading, text, markdown)
        elif text:
            yield Section(SectionKind.SUMMARY, "Summary", text, markdown)


def _parts(tokens: Sequence[Token], length: int) -> Iterator[Part]:
    """The part above the first heading of level one or two, and that below each."""
    starts = [at for at, token in enumerate(tokens) if _begins(token)]
    ends = [*starts, len(tokens)]
    lines = [(tokens[at].map or [0, 0]) for at in starts] + [[length, length]]
    yield Part("", "", tokens[: ends[0]], 0, lines[0][0])
    for number, at in enumerate(starts):
        below = tokens[at + HEADING : ends[number + 1]]
        heading = one_line(_plain(tokens[at : at + HEADING]))
        yield Part(tokens[at].tag, heading, below, lines[number][1], lines[number + 1][0])


def _begins(token: Token) -> bool:
    return token.type == "heading_open" and token.level == 0 and token.tag in ("h1", "h2")


def _plain(tokens: Sequence[Token]) -> str:
    return plain_text(clean(parser().renderer.render(tokens, parser().options, {})))


def _definitions(source: str, part: Part, references: References) -> str:
    """The definitions of links from other parts that a part may use."""
    low = source.casefold()
    return "\n".join(
        f"[{label}]: <{target['href']}>"
        for label, target in references.items()
        if f"[{label.casefold()}]" in low and not part.first <= target["map"][0] < part.end
    )

"""A profile as a Markdown file that an editor carries on with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

import msgspec
import yaml

from indexer.facts import Facts, Pay
from indexer.importing.escaping import escaped
from indexer.importing.values import SourcePage
from indexer.profile import Profile, Section, SectionKind, blocks
from indexer.readers.headings import Headings
from indexer.readers.keys import OWN

NAMELESS = "More information"
"""The heading of a section that has none."""


class _Plain(yaml.SafeDumper):
    """Writes every value in full, without YAML aliases, which the reader refuses."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def markdown_of(page: SourcePage, headings: Headings) -> str:
    """A page as a file of Markdown."""
    written = page.profile.sections[page.beside :]
    parts = [] if page.body is None else [page.body.strip("\n")]
    parts += _sections(written, headings, page.subheadings)
    return "\n\n".join(["---\n" + _front_matter(page.profile) + "---", *parts]).rstrip() + "\n"


def unwritten(page: SourcePage) -> Iterator[str]:
    """What of a page's sections is not written: its links and pictures, with their number."""
    written = page.profile.sections[page.beside :]
    counts = {
        "link": sum(len(one.links) for one in written),
        "picture": sum(len(one.pictures) for one in written),
    }
    for name, count in counts.items():
        if count and page.body is None:
            yield f"{count} {name}{'' if count == 1 else 's'}"


def _front_matter(profile: Profile) -> str:
    known = {name: getattr(profile, name, None) for name in OWN} | _facts(profile.facts)
    fields = {name: _plain(value) for name, value in known.items() if value}
    written: str = yaml.dump(fields, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**9)
    return written


def _facts(facts: Facts) -> dict[str, object]:
    """The facts as an editor declares them; a median cannot be declared, and stays in the text."""
    pay = facts.pay if facts.pay and not facts.pay.median else None
    amounts = {"from": pay.low, "to": pay.high, "period": pay.period.value} if pay else {}
    currency = {"currency": pay.currency} if pay and pay.currency != Pay().currency else {}
    declared = {name: each for name, each in (amounts | currency).items() if each is not None}
    return {"pay": declared, "hours": facts.hours, "pattern": facts.pattern}


def _plain(value: object) -> object:
    """A value as the writer of YAML takes it."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, msgspec.Struct):
        fields: dict[str, object] = msgspec.to_builtins(value)
        return {name: each for name, each in fields.items() if each is not None}
    return value


def _sections(sections: Sequence[Section], headings: Headings, subheadings: Collection[str]) -> Iterator[str]:
    for section, level in zip(sections, _levels(sections, headings), strict=True):
        mark = "#" * level + " "
        within = [each for each in subheadings if headings.kind(each) in (None, section.kind)]
        yield mark + escaped(section.heading or NAMELESS, mark)
        yield from _groups(section.text, f"#{mark}", frozenset(within))


def _levels(sections: Sequence[Section], headings: Headings) -> list[int]:
    """The level of each section's heading.

    A section has the kind that its heading says, or that of the heading above it. So one whose heading does
    not say its kind goes, with those in between, a level below the last section of that kind.
    """
    last: dict[SectionKind, int] = {}
    deeper = [0] * (len(sections) + 1)
    for at, section in enumerate(sections):
        own = headings.kind(section.heading) or SectionKind.OTHER
        if section.kind is own or section.kind not in last:
            last[section.kind] = at
        else:
            above = last[section.kind]
            last = {kind: place for kind, place in last.items() if place <= above}
            deeper[above + 1] += 1
            deeper[at + 1] -= 1
    return [3 if depth else 2 for depth in list(accumulate(deeper))[:-1]]


def _groups(text: str, mark: str, subheadings: Collection[str]) -> Iterator[str]:
    """Paragraphs, headings within a section, and lists."""
    bullet = "-"
    for group in blocks(text):
        if len(group) > 1:
            yield "\n".join(f"{bullet} {escaped(line)}" for line in group)
            bullet = "*" if bullet == "-" else "-"  # two lists in a row must not become one
        elif group[0] in subheadings:
            yield mark + escaped(group[0], mark)
        else:
            yield escaped(group[0])
            bullet = "-"

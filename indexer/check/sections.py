"""Rules about a profile's sections: their text, and the ones that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.check.findings import Fault, excerpt
from indexer.check.page import Page
from indexer.profile import SectionKind, summary_of
from indexer.sentences import SENTENCE_END

LONGEST_SENTENCE = 45
"""The most words of a sentence that readers can follow."""

CUT = re.compile(r"(?:…|(?<!\.)\.\.\.|[\[(](?:…|\.\.\.)[\])])[\"'”’]?\s*$")
"""The end of a text that was cut off."""

PAUSE = re.compile(rf"{SENTENCE_END.pattern}|(?<=[:;])\s+")
"""Where a reader may pause: after a sentence, a colon or a semicolon."""

NAMES = {
    SectionKind.SUMMARY: "a summary",
    SectionKind.DESCRIPTION: "a description",
    SectionKind.DUTIES: "duties",
    SectionKind.SKILLS: "skills",
    SectionKind.REQUIREMENTS: "requirements",
    SectionKind.OPPORTUNITIES: "opportunities",
    SectionKind.OTHER: "anything else",
}
"""What sections of a kind are about."""


def empty_profiles(page: Page) -> Iterator[Fault]:
    """A profile without any section below its title; a draft may be one."""
    if not page.profile.sections and not page.profile.draft:
        yield page.fault(
            "has no text below its title; write some, or hold the profile back with `draft: true`"
        )


def empty_sections(page: Page) -> Iterator[Fault]:
    """Headings without text."""
    for section in page.profile.sections:
        if not section.text.strip():
            message = f'the section "{section.heading}" has no text; add some, or remove the heading'
            yield page.fault(message, section=section)


def open_lead_ins(page: Page) -> Iterator[Fault]:
    """Sections that end in a colon, so that a list seems to be missing."""
    for section in page.profile.sections:
        last = section.text.rstrip().rpartition("\n")[2].strip()
        if last.endswith(":") and len(last.split()) > 1 and " | " not in last:
            begin = [0, *(end.end() for end in SENTENCE_END.finditer(last))][-1]
            message = (
                f'the section "{section.heading}" ends with {excerpt(last[begin:])}, but no list follows; '
                "add the list, or end the sentence"
            )
            yield page.fault(message, last, section)


def missing_kinds(page: Page) -> Iterator[Fault]:
    """A profile without some kinds of section that profiles should have."""
    kinds = {section.kind for section in page.profile.sections}
    missing = [NAMES[kind] for kind in page.settings.expected_kinds if kind not in kinds]
    if missing and kinds and not page.profile.draft:
        message = (
            f"has no section on {' or '.join(missing)}; add it, or use a known heading (docs/content.md)"
        )
        yield page.fault(message)


def cut_summaries(page: Page) -> Iterator[Fault]:
    """A summary that ends in an ellipsis."""
    summary = summary_of(page.profile)
    if CUT.search(summary):
        end = " ".join(summary.split()[-5:])
        message = f"its summary is cut off after {excerpt(end)}; complete it"
        yield page.fault(message, summary)


def long_sentences(page: Page) -> Iterator[Fault]:
    """Sentences that are too long to be read in one go."""
    for section in page.profile.sections:
        for line in section.text.split("\n"):
            for sentence in _sentences(line):
                words = len(sentence.split())
                if words > LONGEST_SENTENCE:
                    message = f"a sentence has {words} words: {excerpt(sentence)}; split it"
                    yield page.fault(message, sentence, section)


def _sentences(line: str) -> Iterator[str]:
    """The sentences of a paragraph, also split at colons and semicolons; none in a table's row."""
    if line.count(" ") < LONGEST_SENTENCE or " | " in line:
        return
    at = 0
    for end in PAUSE.finditer(line):
        yield line[at : end.start()]
        at = end.end()
    yield line[at:]

"""A rule about headings that are one typo away from a known one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from indexer.check.findings import Fault
from indexer.check.page import Page
from indexer.language.english import is_listed
from indexer.profile import SectionKind
from indexer.readers.headings import Headings

SHORTEST = 5
"""The fewest letters of a word that may have a typo; shorter words are too similar."""

LONG = 6
"""The fewest letters of a word that may have two typos."""


def misspelt_headings(page: Page) -> Iterator[Fault]:
    """Headings of no known kind that are a typo away from a known one."""
    for section in page.profile.sections:
        if section.kind is SectionKind.OTHER and (
            meant := _meant(section.heading, page.conventions.headings)
        ):
            message = (
                f'the heading "{section.heading}" is not known, so its section has no kind; '
                f'did you mean "{meant}"?'
            )
            yield page.fault(message, section=section)


def _meant(heading: str, headings: Headings) -> str | None:
    """The known heading that one with misspelt words was meant to be."""
    words = heading.split()
    if all(_may_be_right(word) for word in words):
        return None
    for known in headings.plain:
        if _is_typo(words, known.split()):
            return known[:1].upper() + known[1:]
    return None


def _is_typo(words: Sequence[str], known: Sequence[str]) -> bool:
    """Whether two headings are the same but for misspelt words."""
    if len(words) != len(known):
        return False
    plain = [word.casefold().strip(".:;,?!") for word in words]
    unlike = [(word, right) for word, right in zip(plain, known, strict=True) if word != right]
    return bool(unlike) and all(_is_misspelt(word, right) for word, right in unlike)


def _is_misspelt(word: str, right: str) -> bool:
    if _may_be_right(word) or len(right) < SHORTEST or word[0] != right[0]:
        return False
    return OSA.distance(word, right) <= (2 if len(right) >= LONG else 1)


def _may_be_right(word: str) -> bool:
    plain = word.casefold().strip(".:;,?!")
    return len(plain) < SHORTEST - 1 or is_listed(plain)

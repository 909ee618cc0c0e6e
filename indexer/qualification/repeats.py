"""Repeats: bare mentions that repeat another one.

A lead-in announces what its line names ("Apprenticeship: you could do a degree apprenticeship"), and "the
apprenticeship" refers back to a narrower kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.qualification.taxonomy import BY_SLUG
from indexer.qualification.values import Mention, Role

_COLON = re.compile(r"[ \t]*:[ \t]*")
_LINE_START = re.compile(r"[ \t]*(?:(?:[-*•·–]|\d{1,2}[.)])[ \t]+)?")
_THE = re.compile(r"\b(?:the|this|that|your)\s\Z", re.IGNORECASE)
_INDENT = 12
"""The most spaces and bullet characters before the first word of a line."""


def without_repeats(mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
    """The mentions without repeats: those with no stated level of the same kind.

    A mention of a narrower kind makes one of a broader kind a repeat, too.
    """
    narrowed: set[tuple[str | None, Role]] = set()
    for place, mention in enumerate(mentions):
        refers_back = (mention.slug, mention.role) in narrowed and _has_article(mention, text)
        leads_in = _is_lead_in(mention, text) and _is_named_again(mentions, place, text)
        if _states_level(mention) or not (refers_back or leads_in):
            yield mention
        narrowed.add((BY_SLUG[mention.slug].broader, mention.role))


def _states_level(mention: Mention) -> bool:
    return mention.levels is not None and mention.levels.basis == "stated"


def _has_article(mention: Mention, text: str) -> bool:
    return _THE.search(text, max(0, mention.start - 6), mention.start) is not None


def _is_lead_in(mention: Mention, text: str) -> bool:
    """Whether a mention is between the beginning of a line and a colon."""
    if not _COLON.match(text, mention.end):
        return False
    nearest = max(0, mention.start - _INDENT)
    line = text.rfind("\n", nearest, mention.start) + 1 or nearest
    begins = line == 0 or text[line - 1] == "\n"
    return begins and _LINE_START.fullmatch(text, line, mention.start) is not None


def _is_named_again(mentions: Sequence[Mention], place: int, text: str) -> bool:
    lead_in, end = mentions[place], _introduced_until(mentions[place], text)
    for at in range(place + 1, len(mentions)):
        later = mentions[at]
        if later.start >= end:
            return False
        if later.role is lead_in.role and lead_in.slug in (later.slug, BY_SLUG[later.slug].broader):
            return True
    return False


def _introduced_until(lead_in: Mention, text: str) -> int:
    """The end of a lead-in's text: its line, or the lines below if it is alone."""
    colon = _COLON.match(text, lead_in.end)
    after = colon.end() if colon else lead_in.end
    end = text.find("\n\n" if text.startswith("\n", after) else "\n", after)
    return len(text) if end < 0 else end

"""Runs: the pieces of a line, and what their links say about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from indexer.readers.document import one_line
from indexer.readers.outline import Links

WITHIN = re.compile(
    r"#|javascript:|mailto:\?|.*(?:facebook\.com/share|(?:twitter|x)\.com/(?:intent|share|home\?)"
    r"|linkedin\.com/(?:share|sharing|cws)|wa\.me/|api\.whatsapp\.com|reddit\.com/submit|pinterest\.\w+/pin"
    r"|t\.me/share|[?&](?:print|share)=)",
    re.IGNORECASE,
)
"""Addresses that lead nowhere, within the page, or to sharing and printing."""

OTHER_SITE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
"""How an address begins that is not of the same site."""


class TextRun(NamedTuple):
    """A piece of a line."""

    text: str
    links: Links
    bold: bool
    anchor: tuple[int, str] | None = None
    """The link that contains it: its number and its address."""


def links_of_runs(runs: Sequence[TextRun]) -> Links:
    """The share of links in a line of runs; words before links within the page count as one."""
    labelled = len(runs) > 1 and runs[0].text.rstrip().endswith(":")
    if labelled and all(run.links is Links.WITHIN for run in runs[1:]):
        return Links.WITHIN
    return min(run.links for run in runs)


def leads_to(href: str | None) -> Links:
    """How a link counts, by its address."""
    if href is None:
        return Links.SOME
    return Links.WITHIN if WITHIN.match(href.strip()) else Links.ALL


def targets_of(runs: Sequence[TextRun]) -> tuple[tuple[str, str], ...]:
    """The words of each link within the site, with its address."""
    groups = ((anchor, one_line("".join(run.text for run in of))) for anchor, of in groupby(runs, _anchor))
    return tuple((words, anchor[1]) for anchor, words in groups if anchor and words)


def _anchor(run: TextRun) -> tuple[int, str] | None:
    return run.anchor


def same_site(node: LexborNode, attribute: str) -> str:
    """An address of an element, if it is of another file of the same site."""
    target = (node.attributes.get(attribute) or "").strip()
    return "" if target.startswith("#") or OTHER_SITE.match(target) else target

"""Rules about links within a library."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import partial
from urllib.parse import unquote, urlsplit

from indexer.check.findings import Fault
from indexer.check.page import Library, Link, Page
from indexer.error_messages import near
from indexer.profile import ID_PATTERN, Profile, anchors
from indexer.readers import SUFFIXES
from indexer.ways import Route

ON_SITE = re.compile(r"/(?:[\w.-]+/)*profiles/(?P<id>[^/]+?)/?")
"""The address of a profile on the site, below any base path."""

OF_THE_PAGE = frozenset({"", "top", "main", "contents", "ways_in", "similar-profiles", *Route})
"""Anchors that every page has."""


def dead_links(library: Library) -> Iterator[Fault]:
    """Links to profiles that the library does not have."""
    for page, link, target in _targets(library):
        if target is None and library.whole:
            message = f"the link to {link.target[:80]} leads to no profile of the library; fix or remove it"
            yield Fault(page.path, link.line, message)


def dead_anchors(library: Library) -> Iterator[Fault]:
    """Links to a section that its profile does not have."""
    for page, link, target in _targets(library):
        anchor = unquote(urlsplit(link.target).fragment)
        if target and anchor not in OF_THE_PAGE and anchor not in (known := anchors(target.sections)):
            hint = near(anchor, known) if known else ""
            message = f"the link to {link.target[:80]} leads to no section of “{target.title}”{hint}"
            yield Fault(page.path, link.line, message)


def unknown_related(library: Library) -> Iterator[Fault]:
    """Ids under `related` that no profile has."""
    known = {page.profile.id for page in library.pages}
    for page in library.pages:
        for each in page.profile.related:
            if each not in known and library.whole:
                message = f'`related` lists "{each}", an id that no profile has; fix it, or remove it'
                yield page.fault_at_key(message, "related", each)


def _targets(library: Library) -> Iterator[tuple[Page, Link, Profile | None]]:
    """The links to profiles with the profile that each leads to; None for none."""
    by_id = {page.profile.id: page.profile for page in library.pages}
    by_file = {os.path.normpath(page.file): page.profile for page in library.pages if not page.record}
    for page in library.pages:
        for link in page.links:
            if leads_to := _destination(page, link, by_id, by_file):
                yield page, link, leads_to()


def _destination(
    page: Page, link: Link, by_id: Mapping[str, Profile], by_file: Mapping[str, Profile]
) -> partial[Profile | None] | None:
    """How to look up where a link leads; None where it does not lead to a profile."""
    try:
        parts = urlsplit(link.target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if not path:
        return partial(by_id.get, page.profile.id)
    if on_site := ON_SITE.fullmatch(path):
        return partial(by_id.get, on_site["id"])
    if path.lower().endswith(SUFFIXES) and not path.startswith("/"):
        return partial(by_file.get, os.path.normpath(page.file.parent / path))
    if ID_PATTERN.fullmatch(path.removeprefix("./").rstrip("/")):
        return partial(by_id.get, path.removeprefix("./").rstrip("/"))
    return None

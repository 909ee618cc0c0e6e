"""Where links in a profile lead: to another profile of the library, elsewhere, or nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from indexer.profile import ID_PATTERN, Profile, anchors
from indexer.readers import READERS
from indexer.ways import Route

ON_SITE = re.compile(r"/(?:[\w.-]+/)*profiles/(?P<id>[^/]+?)/?")
"""The address of a profile on the site, below any base path."""

OF_THE_PAGE = frozenset({"", "top", "main", "contents", "ways_in", "similar-profiles", *Route})
"""Anchors that every page has."""

FindProfile = Callable[[str], Profile | None]
"""The profile with an id; None if there is none."""


class Leads(StrEnum):
    """Where a link leads."""

    PROFILE = "profile"
    ELSEWHERE = "elsewhere"
    NOWHERE = "nowhere"


class Destination(NamedTuple):
    """Where a link leads; to a profile, with the anchor as the link has it."""

    leads: Leads
    profile: Profile | None = None
    anchor: str = ""

    @property
    def is_anchored(self) -> bool:
        """Whether the profile's page has the anchor."""
        known = anchors(self.profile.sections) if self.profile else ()
        return self.anchor in OF_THE_PAGE or self.anchor in known


ELSEWHERE = Destination(Leads.ELSEWHERE)


def destination(target: str, profile: Profile, find: FindProfile) -> Destination:
    """Where a link in a profile leads.

    A relative link names a file, with any suffix of content or none; `nurse`, `nurse.html`, `nurse/` and
    `nurse/index.md` are one. Absolute paths are other pages of the host unless they name a profile.
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        return ELSEWHERE
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or (parts.query and not path):
        return ELSEWHERE
    found = profile if not path else _named(path, profile, find)
    if found:
        return Destination(Leads.PROFILE, found, unquote(parts.fragment))
    dead = ON_SITE.fullmatch(path) or not path.startswith("/")
    return Destination(Leads.NOWHERE) if dead else ELSEWHERE


def below_library(target: str, source: str) -> str | None:
    """The path below the library of a file that a profile names; None for one that is not below it."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or not path or path.startswith("/") or "\\" in path or "\0" in path:
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(source.partition("#")[0]), path))
    return None if joined.startswith("..") else joined


def _named(path: str, profile: Profile, find: FindProfile) -> Profile | None:
    """The profile that a path names."""
    if on_site := ON_SITE.fullmatch(path):
        return find(on_site["id"])
    name = PurePosixPath(_bare(path)).name
    found = find(name) if ID_PATTERN.fullmatch(name) else None
    if found is None or not _has_suffix(path):
        return None if path.startswith("/") else found
    if path.startswith("/"):
        return found
    joined = below_library(path, profile.source)
    return found if joined and _bare(joined) == _bare(found.source.partition("#")[0]) else None


def _bare(path: str) -> str:
    """A path without the suffix of content, and without the `index` of a folder."""
    plain = path.rstrip("/")
    if _has_suffix(plain):
        plain = plain[: plain.rindex(".")]
    return plain.removesuffix("/index")


def _has_suffix(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in READERS

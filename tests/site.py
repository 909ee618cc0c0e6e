"""The small library that the tests of the site are written over, and the pages that it makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from indexer.engine import Engine
from indexer.engines import open_engine
from indexer.errors import ContentError
from indexer.profile import Profile
from indexer.readers import read_profiles

LIBRARY = Path(__file__).parent / "fixtures" / "site"

STATES = {
    "front page": "/",
    "results": "/?q=inventory+control+careers",
    "filtered": "/?q=control&qualification=hnd&level=5&role=direct&sort=updated",
    "corrected": "/?q=electrcian",
    "exact": "/?q=electrcian&exact=1",
    "empty": "/?q=nurse&qualification=hnc",
    "understood": "/?q=hnd+engineering+not+animals",
    "literal": "/?q=hnd+engineering&literal=1",
    "asked about a job": "/?q=do+i+need+a+degree+to+be+a+nurse",
    "with what you have": "/?q=control&have=3",
    "start": "/start",
    "started": "/start?have=3",
    "started with words": "/start?q=control&have=2",
    "paged": "/?q=&page_size=2&page=3",
    "profile": "/profiles/production-manager",
    "marked profile": "/profiles/production-manager?q=inventory+control",
    "bare profile": "/profiles/baker",
    "profile with paths": "/profiles/zoo-keeper",
    "all profiles": "/profiles",
    "what you like": "/like",
    "a thing to like": "/like/people",
    "qualifications": "/qualifications",
    "qualification": "/qualifications/hnd",
    "api": "/api",
    "comparison": "/compare?id=nurse&id=production-manager&id=zoo-keeper",
    "comparison of too few": "/compare?id=nurse",
    "comparison of too many": "/compare?id=nurse&id=baker&id=buyer&id=chef&id=electrician",
    "shortlist": "/shortlist?id=nurse&id=production-manager",
    "empty shortlist": "/shortlist",
    "not found": "/nothing/here",
}
"""Every page, and every state of it that looks different."""


def indexed(library: Path, folder: Path) -> Engine:
    """An engine over a library, with its index in a folder."""
    engine = open_engine(f"whoosh:{folder}")
    engine.update(profiles(library), ())
    return engine


def profiles(library: Path) -> Iterator[Profile]:
    """The profiles of a library; one that cannot be read is an error."""
    for path in sorted(library.glob("*.md")):
        for found in read_profiles(path, path.name):
            if isinstance(found, ContentError):
                raise found
            yield found

"""Whether a file that an import writes reads as its source does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from indexer.errors import ContentError
from indexer.profile import Profile, Section
from indexer.readers import read_document
from indexer.readers.conventions import Conventions
from indexer.readers.document import Document

NOT_SAID = frozenset({"source", "fingerprint", "sections", "derived_category"})
"""Fields that are compared in another way, or that no source has."""


def differences(profile: Profile, text: str, conventions: Conventions) -> list[str]:
    """The differences between a profile and the Markdown written for it; empty if there are none."""
    document = Document(Path(f"{profile.id}.md"), profile.id, text, "", conventions)
    try:
        return list(_differences(profile, read_document(document)))
    except ContentError as error:
        return [error.message]


def _differences(before: Profile, after: Profile) -> Iterator[str]:
    for name in before.__struct_fields__:
        if name not in NOT_SAID and getattr(before, name) != getattr(after, name):
            yield name
    if [each.heading for each in before.sections] != [each.heading for each in after.sections]:
        yield "its headings"
        return
    for one, other in zip(before.sections, after.sections, strict=True):
        if _words(one) != _words(other):
            yield f"“{one.heading}”"


def _words(section: Section) -> Section:
    """A section without what the report says apart: its source, links and pictures."""
    return msgspec.structs.replace(section, markdown="", links=(), pictures=())

"""Pages in as many styles as there are systems that write them, each with what must be read from it.

The pages stand in `fixtures/styles`, several to a file. A page begins with a line `==== style | file name |
encoding`, and what must be read from it stands below `---- read as`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from indexer.profile import Profile
from tests.readers.reading import FIXTURES, read, written

STYLES = FIXTURES / "styles"


class Page(NamedTuple):
    """A page, the file that it is, and what must be read from it."""

    style: str
    name: str
    content: bytes
    reading: str


def pages(folder: Path) -> Iterator[Page]:
    """The pages of a folder."""
    for path in sorted(folder.glob("*.txt")):
        for part in f"\n{path.read_text(encoding='utf-8')}".split("\n==== ")[1:]:
            head, _, rest = part.partition("\n")
            style, name, *encoding = head.split(" | ")
            content, _, reading = rest.partition("\n---- read as\n")
            yield Page(f"{path.stem}: {style}", name, content.encode(*encoding or ["utf-8"]), reading.strip())


def written_out(profile: Profile) -> str:
    """A profile as the pages' readings are written."""
    facts = {
        "title": profile.title,
        "also": ", ".join(profile.alternative_titles),
        "category": profile.category,
        "summary": profile.summary,
        "published": profile.published,
        "updated": profile.updated,
    }
    head = "\n".join(f"{name}: {value}" for name, value in facts.items() if value)
    parts = (f"[{each.kind}] {each.heading}\n{each.text}".strip() for each in profile.sections)
    return "\n\n".join([head, *parts])


PAGES = list(pages(STYLES))


@pytest.mark.parametrize("page", PAGES, ids=[page.style for page in PAGES])
def test_a_page_is_read_as_its_author_meant_it(page: Page, tmp_path: Path) -> None:
    assert written_out(read(written(tmp_path, page.name, page.content))) == page.reading


def test_there_are_pages_in_many_styles() -> None:
    assert len({page.style for page in PAGES}) == len(PAGES) >= 80

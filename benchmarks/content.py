"""Libraries of any size: real sections, dealt out anew with a fixed seed.

A profile gets one section after the other, each of another page, until it is about as long as a real one;
its names come from further pages. So words are as frequent and sections as long as in the pages they come
from; only the rarest words, which a larger real library would add, are missing.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from benchmarks.document import Document
from indexer.corpus import Corpus
from indexer.errors import ContentError
from indexer.profile import Profile, Section, SectionKind
from indexer.qualification import TAXONOMY, counted

ROOT = Path(__file__).resolve().parents[1]
PLACES = (ROOT.parent / "shared" / "corpora" / "bls-html", ROOT / "profiles")
"""The first that is there is what is dealt out."""
SHORTEST, LONGEST = 700, 1500
SEED = 7
ORDER = list(SectionKind)


def place() -> Path:
    """Where the content comes from."""
    return next(folder for folder in PLACES if folder.is_dir())


def pages(folder: Path) -> tuple[Profile, ...]:
    """Every profile of a folder that can be read, in the order of their ids."""
    corpus = Corpus(folder)
    found = corpus.read(sorted(corpus.fingerprints()))
    return tuple(page for page in found if not isinstance(page, ContentError))


def library(sources: Sequence[Profile], count: int) -> list[Document]:
    """So many documents dealt out of these pages."""
    chance = random.Random(SEED)
    return [_dealt(sources, number, chance) for number in range(count)]


def _dealt(sources: Sequence[Profile], number: int, chance: random.Random) -> Document:
    wanted = chance.randint(SHORTEST, LONGEST)
    sections: list[Section] = []
    while sum(len(section.text.split()) for section in sections) < wanted:
        page = chance.choice(sources)
        if page.sections:
            sections.append(chance.choice(page.sections))
    sections.sort(key=lambda section: ORDER.index(section.kind))
    kinds = {slug for section in sections for slug in _kinds(section)}
    return Document(
        id=f"profile-{number}",
        title=_title(sources, chance),
        alternative_titles=(_title(sources, chance),),
        sections=tuple((section.kind.value, section.heading, section.text) for section in sections),
        qualifications=tuple(kind.slug for kind in TAXONOMY if kind.slug in kinds),
    )


def _title(sources: Sequence[Profile], chance: random.Random) -> str:
    """The first words of one page's title and the last of another's."""
    first, second = (chance.choice(sources).title.split() for _ in range(2))
    return " ".join([*first[:2], second[-1].lower()])


@cache
def _kinds(section: Section) -> frozenset[str]:
    return frozenset(counted(Profile(id="one", title="", sections=(section,))).any)

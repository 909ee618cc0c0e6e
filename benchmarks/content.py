"""Libraries of any size: real sections, dealt out anew with a fixed seed.

A profile gets a section of each kind in turn, each from another page, until it is about as long as a real
one; its names come from further pages. So words are as frequent and sections as long as in those pages;
only the rarest words, which a larger real library would add, are missing.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import cycle
from pathlib import Path

from benchmarks.document import Document
from indexer.profile import Profile, Section, SectionKind
from indexer.qualification import TAXONOMY, counted
from indexer.readers import is_content, read_profiles

ROOT = Path(__file__).resolve().parents[1]
PLACES = (ROOT.parent / "shared" / "corpora" / "bls-html", ROOT / "profiles")
"""The first that is there is what is dealt out."""
SHORTEST, LONGEST = 700, 1500
SEED = 7
ORDER = list(SectionKind)

Decks = Mapping[SectionKind, Sequence[Section]]


def place() -> Path:
    """Where the content comes from."""
    return next(folder for folder in PLACES if folder.is_dir())


def pages(folder: Path) -> tuple[Profile, ...]:
    """Every profile of a folder that can be read, in the order of their names."""
    files = sorted(path for path in folder.iterdir() if is_content(path))
    found = [page for path in files for page in read_profiles(path, path.name)]
    return tuple(page for page in found if isinstance(page, Profile))


def library(sources: Sequence[Profile], count: int) -> list[Document]:
    """So many documents dealt out of these pages."""
    chance = random.Random(SEED)
    decks = {
        kind: [one for page in sources for one in page.sections if one.kind is kind] for kind in SectionKind
    }
    decks = {kind: deck for kind, deck in decks.items() if deck}
    return [_dealt(sources, decks, number, chance) for number in range(count)]


def _dealt(sources: Sequence[Profile], decks: Decks, number: int, chance: random.Random) -> Document:
    sections = _sections(decks, chance)
    kinds = {slug for section in sections for slug in _kinds(section)}
    return Document(
        id=f"profile-{number}",
        title=_title(sources, chance),
        alternative_titles=(_title(sources, chance),),
        sections=tuple((section.kind.value, section.heading, section.text) for section in sections),
        qualifications=tuple(kind.slug for kind in TAXONOMY if kind.slug in kinds),
    )


def _sections(decks: Decks, chance: random.Random) -> list[Section]:
    """One section of each kind in turn until there are enough words, in the order of a page."""
    wanted = chance.randint(SHORTEST, LONGEST)
    sections: list[Section] = []
    for kind in cycle(chance.sample(list(decks), len(decks))):
        sections.append(chance.choice(decks[kind]))
        wanted -= len(sections[-1].text.split())
        if wanted <= 0:
            break
    return sorted(sections, key=lambda section: ORDER.index(section.kind))


def _title(sources: Sequence[Profile], chance: random.Random) -> str:
    """The first words of one page's title and the last of another's."""
    first, second = (chance.choice(sources).title.split() for _ in range(2))
    return " ".join([*first[:2], second[-1].lower()])


@cache
def _kinds(section: Section) -> frozenset[str]:
    return frozenset(counted(Profile(id="one", title="", sections=(section,))).any)

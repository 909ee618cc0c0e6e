"""Libraries and questions made up by hypothesis, and searchers over them."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hypothesis import strategies as st

from indexer.engines.whoosh.indexing.build import fill
from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.facts import CURRENCIES, NO_FACTS, Facts, Pay, Period
from indexer.profile import Profile, Section, SectionKind
from indexer.qualification import TAXONOMY
from indexer.query import Query, RoleChoice, Sort
from indexer.ways import Route

WORDS = (
    *(
        "boat",
        "boats",
        "builder",
        "building",
        "build",
        "canal",
        "keeper",
        "keeps",
        "lock",
        "locks",
        "IT",
        "it",
    ),
    *("decision-maker", "co-ordinator", "coordinator", "level 3", "C++", "café", "weld", "welding", "welder"),
    *("stock", "control", "controls", "quality", "paint", "painter", "painting", "rope", "the", "of", "and"),
    *("careers", "job", "mud", "water", "waters", "water's", "vole", "old", "bridge", "bridges", "nurse"),
    *("an apprenticeship with two GCSEs", "a college course", "no qualifications needed", "apply directly"),
    *("HGV", "driver", "lorry", "teacher", "you do not need a degree", "a degree", "an HND or an NVQ"),
)
"""Words with forms, families, synonyms, stop phrases and qualifications among them."""

TYPED = (
    *WORDS,
    "-canal",
    '"stock control"',
    '"old bridge"',
    "brigde",
    "buildr",
    "zzyzx",
    "how do I become a",
    "-",
)
CATEGORIES = ("", "Trade", "Waterways", "Making")
LIKED = ("outdoors", "desk", "water", "people")
SLUGS = tuple(kind.slug for kind in TAXONOMY)

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
lists = st.lists(sentences, min_size=1, max_size=4).map("\n".join)
long_sentences = st.lists(st.sampled_from(WORDS), min_size=8, max_size=60).map(" ".join)
breaks = st.sampled_from(("\n", "\n\n", ". ", ".  ", ", ", "; ", "/"))
essays = st.lists(st.tuples(sentences | long_sentences, breaks), min_size=1, max_size=5).map(
    lambda pairs: "".join(text + after for text, after in pairs).strip()
)
dates = st.none() | st.dates()
pays = st.builds(
    Pay,
    st.integers(1, 500),
    st.none() | st.integers(500, 900),
    st.sampled_from(Period),
    st.sampled_from(sorted(CURRENCIES)),
)
facts = st.just(NO_FACTS) | st.builds(Facts, st.none() | pays, st.sampled_from(("", "40 a week")))


def sections(texts: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Section, ...]]:
    """The sections of a profile."""
    kinds = [kind for kind in SectionKind if kind is not SectionKind.SUMMARY]
    one = st.builds(Section, st.sampled_from(kinds), st.just("Heading"), texts)
    return st.lists(one, max_size=4).map(tuple)


@st.composite
def profiles(draw: st.DrawFn, name: str, texts: st.SearchStrategy[str] = lists) -> Profile:
    """A profile with this id."""
    return Profile(
        id=name,
        title=draw(sentences),
        sections=draw(sections(texts)),
        alternative_titles=tuple(draw(st.lists(sentences, max_size=2))),
        hidden_titles=tuple(draw(st.lists(sentences, max_size=1))),
        category=draw(st.sampled_from(CATEGORIES)),
        summary=draw(st.just("") | sentences),
        updated=draw(dates),
        qualifications=tuple(draw(st.lists(st.sampled_from(SLUGS), max_size=3, unique=True))),
        facts=draw(facts),
        source=f"{name}.md",
        fingerprint=draw(st.sampled_from("abc")),
    )


@st.composite
def libraries(draw: st.DrawFn, most: int = 14, texts: st.SearchStrategy[str] = lists) -> tuple[Profile, ...]:
    """Some profiles."""
    return tuple(draw(profiles(f"p{number}", texts)) for number in range(draw(st.integers(1, most))))


questions = st.builds(
    Query,
    text=st.lists(st.sampled_from(TYPED), max_size=4).map(" ".join),
    route=st.lists(st.sampled_from(Route), max_size=2, unique=True).map(tuple),
    have=st.none() | st.integers(0, 8),
    qualification=st.lists(st.sampled_from(SLUGS), max_size=2, unique=True).map(tuple),
    level=st.lists(st.integers(1, 8), max_size=2, unique=True).map(tuple),
    environment=st.lists(
        st.sampled_from(("outdoors", "desk", "water", "people")), max_size=2, unique=True
    ).map(tuple),
    category=st.lists(st.sampled_from(CATEGORIES[1:]), max_size=2, unique=True).map(tuple),
    role=st.sampled_from(RoleChoice),
    sort=st.sampled_from(Sort),
    exact=st.booleans(),
    page_size=st.just(50),
)


@contextmanager
def index(*updates: tuple[Sequence[Profile], Collection[str]]) -> Iterator[WhooshSearcher]:
    """A searcher over what some updates led to, without the generations around it."""
    memory = Path("/dev/shm")  # noqa: S108  # nothing secret, and faster than a disk
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        for changed, removed in updates:
            fill(Path(folder), changed, removed, ())
        yield WhooshSearcher(Path(folder), "g00000001")

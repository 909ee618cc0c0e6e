import tempfile
from pathlib import Path
from unittest.mock import patch

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from indexer.engines import open_engine
from indexer.language.synonyms import Synonym, Thesaurus, shipped
from indexer.profile import Profile, Section, SectionKind, slug
from indexer.query import Query, RoleChoice
from indexer.results import Results
from indexer.rules import relevance
from tests.oracle import Answer, Limits, Oracle

NAMES = (
    "Lock keeper",
    "Boat builder",
    "Kiln hand",
    "Quarry fitter",
    "Clock-maker",
    "IT keeper",
    "Loom engineer",
)
PHRASES = (
    *(
        "lock",
        "locks",
        "boat",
        "boats",
        "build",
        "builder",
        "building",
        "kiln",
        "clock",
        "maker",
        "rope",
        "loom",
    ),
    *(
        "quarry",
        "engine",
        "it",
        "IT",
        "work",
        "careers",
        "and",
        "the",
        "co-ordinator",
        "x-ray",
        "clock-maker",
    ),
    *("A level", "level 3", "a degree", "an HND", "an apprenticeship", "\n"),
)
OWN = (Synonym("narrowboat", ("boat",)), Synonym("rope hand", ("rope maker",), both_ways=True))

LIMITS = Limits(least=4, part=3, most=8)
"""So few, that lists of every length are drawn, and libraries on both sides of small."""

texts = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=8).map(" ".join)
sections = st.builds(Section, st.sampled_from(SectionKind), st.just("Heading"), texts)
bodies = st.tuples(
    st.sampled_from(NAMES),
    st.lists(sections, max_size=3).map(tuple),
    st.lists(texts, max_size=1).map(tuple),
    st.sampled_from(("", "Canals", "Clocks")),
)
libraries = st.lists(bodies, min_size=1, max_size=12) | st.lists(bodies, min_size=12, max_size=30)
ASKED = (*PHRASES, "-loom", '"boat builder"', "narrowboat", "rope hand", "kilm", "zzz", "buil")
asked = st.lists(st.sampled_from(ASKED), max_size=4)
queries = st.builds(
    Query,
    text=asked.map(" ".join),
    qualification=st.lists(st.sampled_from(("hnd", "bachelors", "gcse")), max_size=2, unique=True).map(tuple),
    level=st.lists(st.sampled_from((3, 5, 6)), max_size=1).map(tuple),
    category=st.lists(st.sampled_from(("Canals", "Clocks")), max_size=2, unique=True).map(tuple),
    role=st.sampled_from(RoleChoice),
    exact=st.booleans(),
    literal=st.just(True),  # the oracle reads words; tests/contract/test_questions.py has the rest
    page_size=st.just(50),
)


def library(drawn: list[tuple[str, tuple[Section, ...], tuple[str, ...], str]]) -> list[Profile]:
    return [
        Profile(
            id=f"{slug(name)}-{number}",
            title=name,
            sections=parts,
            alternative_titles=others,
            category=category,
            source=f"{number}.md",
            fingerprint=str(number),
        )
        for number, (name, parts, others, category) in enumerate(drawn)
    ]


@settings(max_examples=10, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(libraries, st.lists(queries, min_size=10, max_size=30))
def test_the_engine_lists_and_counts_what_plain_python_does(
    drawn: list[tuple[str, tuple[Section, ...], tuple[str, ...], str]], asked: list[Query]
) -> None:
    profiles = library(drawn)
    oracle = Oracle(profiles, Thesaurus((*shipped(), *OWN)), LIMITS)
    limits = patch.multiple(
        relevance, MIN_LIST=LIMITS.least, LIST_SHARE=LIMITS.part, MAX_LIST=LIMITS.most, MIN_LIKENESS=0
    )
    with tempfile.TemporaryDirectory() as folder, limits:
        engine = open_engine(str(Path(folder) / "index"))
        engine.update(profiles, (), synonyms=OWN)
        for query in asked:
            everything = engine.searcher().search(
                Query(query.text, exact=query.exact, literal=True, page_size=50)
            )
            listed = [hit.id for hit in everything.hits]
            assert_listed(oracle.answer(query), listed, everything)
            got = engine.searcher().search(query)
            assert {hit.id for hit in got.hits} == oracle.filtered(listed, query)
            assert got.total == len(got.hits)
            counts = {facet.name: {one.value: one.count for one in facet.values} for facet in got.facets}
            assert counts == oracle.counts(listed, query)
        engine.close()


def assert_listed(expected: Answer, listed: list[str], got: Results) -> None:
    """All with all the words, as many others as there is room for, and what is said of them."""
    joined = {*listed} - expected.full
    assert {*listed} >= expected.full
    assert joined <= expected.others
    assert len(joined) == min(expected.room, len(expected.others))
    assert got.query.with_all_words == len(expected.full)
    assert got.query.similar == len(expected.similar(listed))
    assert got.query.relaxed == expected.relaxed(listed)
    assert {expected.words[place] for place in expected.nowhere} <= {*got.query.unmatched}
    named = [one in expected.named for one in listed] if expected.words else []
    assert named == sorted(named, reverse=True)
    lacking = [len(expected.lacking[one]) for one in listed if one not in expected.named]
    assert lacking == sorted(lacking)

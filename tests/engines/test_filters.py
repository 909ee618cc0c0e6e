"""Filters and counts of made-up libraries and selections, against the same in plain Python."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.profile import Profile, Section, SectionKind
from indexer.query import Query, RoleChoice
from indexer.ways import Route
from tests.engines.made_up import CATEGORIES, SLUGS, index
from tests.filters import counts, facts_of, fits, selected

CASES, SELECTIONS = 500, 4
"""How many selections are tried in all, and how many of them on the same library."""

LEADS = ("University", "College", "Apprenticeship", "Working your way up", "Direct entry", "Volunteering", "")
NEEDS = (
    *(
        "no qualifications are needed",
        "two GCSEs at grade 4",
        "GCSEs at grades 3 to 1",
        "an A level",
        "an HND",
    ),
    *("a level 2 or 3 NVQ", "a degree", "a master's degree", "a doctorate", "an apprenticeship"),
    *("a level 6 degree apprenticeship", "two years of experience", "a steady hand", "a BTEC"),
)
LIKED = ("outdoors", "desk", "animals", "hands", "heights", "nights")
CONDITIONS = (
    *("outdoors in all weathers", "in an office", "at height", "never outdoors", "no night shifts"),
    *("night shifts", "with horses", "by hand", "not at a desk", "a uniform"),
)
LATER = ("You could take a degree later.", "An HNC could follow.", "You could become a foreman.")

needs = st.lists(st.sampled_from(NEEDS), min_size=1, max_size=3).map(" or ".join)
lines = st.builds(
    lambda lead, asked: f"{lead}: you need {asked}." if lead else f"You need {asked}.",
    st.sampled_from(LEADS),
    needs,
)


@st.composite
def profiles(draw: st.DrawFn, number: int) -> Profile:
    """A profile that says how one gets in, and perhaps what comes later."""
    texts = draw(st.lists(st.lists(lines, min_size=1, max_size=4).map("\n".join), max_size=2))
    sections = [Section(SectionKind.REQUIREMENTS, "How to get in", text) for text in texts]
    later = draw(st.none() | st.sampled_from(LATER))
    sections += [Section(SectionKind.OPPORTUNITIES, "What next", later)] if later else []
    liked = draw(st.lists(st.sampled_from(CONDITIONS), max_size=3))
    sections += [Section(SectionKind.OTHER, "Working environment", "\n".join(liked))] if liked else []
    return Profile(
        id=f"p{number}",
        title=f"Job {number}",
        sections=tuple(sections),
        category=draw(st.sampled_from(CATEGORIES)),
        qualifications=tuple(draw(st.lists(st.sampled_from(SLUGS), max_size=1))),
        source=f"p{number}.md",
        fingerprint="a",
    )


libraries = st.integers(1, 9).flatmap(lambda many: st.tuples(*map(profiles, range(many))))
selections = st.builds(
    Query,
    route=st.lists(st.sampled_from(Route), max_size=2, unique=True).map(tuple),
    have=st.none() | st.integers(0, 8),
    qualification=st.lists(st.sampled_from(SLUGS), max_size=2, unique=True).map(tuple),
    level=st.lists(st.integers(1, 8), max_size=2, unique=True).map(tuple),
    environment=st.lists(st.sampled_from(LIKED), max_size=2, unique=True).map(tuple),
    category=st.lists(st.sampled_from(CATEGORIES[1:]), max_size=2, unique=True).map(tuple),
    role=st.sampled_from(RoleChoice),
    page_size=st.just(50),
)


@given(libraries, st.lists(selections, min_size=SELECTIONS, max_size=SELECTIONS))
@settings(max_examples=CASES // SELECTIONS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_filters_keep_and_count_what_plain_python_does(
    library: tuple[Profile, ...], asked: list[Query]
) -> None:
    facts = {one.id: facts_of(one) for one in library}
    with index((library, ())) as searcher:
        for query in asked:
            answer = searcher.search(query)
            assert {hit.id for hit in answer.hits} == {key for key, one in facts.items() if fits(one, query)}
            listed = {each.name: {one.value: one.count for one in each.values} for each in answer.facets}
            assert listed == counts(facts.values(), query)
            assert [*listed] == [*selected(query)]

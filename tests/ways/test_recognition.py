"""Which ways in a text gives: by its headings, by its sentences, and where each begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.ways import Route, WayIn, ways_in_text


def ways(text: str, *headings: str) -> dict[str, WayIn]:
    return {way.route.value: way for way in ways_in_text(text, headings)}


def start(way: WayIn) -> tuple[int, int] | None:
    return (way.start.low, way.start.high) if way.start else None


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        ("College: a course in weaving.\nWork: mills take on helpers.", {"college", "work"}),
        (
            "### University\nThree years of study.\n\n### As an apprentice\nPaid.",
            {"university", "apprenticeship"},
        ),
        ("**At college.** A course.\n**Volunteering.** Help at the mill.", {"college", "volunteering"}),
        (
            "University\n\nThree years of study.\n\nDirect application\n\nWrite to us.",
            {"university", "direct"},
        ),
        ("Route | Needs\nCollege | a portfolio\nSelf-employment | a loom", {"college", "other"}),
        ("- College: two years\n- Apprenticeship: three years", {"college", "apprenticeship"}),
        ("Work: start as a spinner.\nRegistration: you must register with the guild's college.", {"work"}),
    ],
)
def test_headings_and_lead_ins_decide_the_route(text: str, routes: set[str]) -> None:
    assert set(ways(text)) == routes


def test_the_words_of_a_way_begin_and_end_with_a_word_of_theirs() -> None:
    text = "You need two GCSEs at grade 4 for a college course, or apply for an apprenticeship; "
    quotes = [text[slice(*way.span)] for way in ways_in_text(text)]
    assert len(quotes) == 2
    assert all(quote.strip(" ,;") == quote for quote in quotes)


def test_a_heading_above_the_text_decides_as_well() -> None:
    assert set(ways("Three years of weaving, with a looms test.", "Requirements", "Apprenticeship")) == {
        "apprenticeship"
    }


def test_what_follows_a_listed_lead_in_is_no_part_of_it() -> None:
    listed = "- Apprenticeship: maths at grade C\n- Evening classes for all, no grades asked"
    assert {route: start(way) for route, way in ways(listed).items()} == {
        "apprenticeship": (2, 2),
        "college": (0, 0),
    }


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("Universities ask for three A levels.", "university"),
        ("You could take a degree in textiles, which lasts three years.", "university"),
        ("The college in Hawick takes weavers in September.", "college"),
        ("Mills take two apprentices a year.", "apprenticeship"),
        ("Many start as a helper and work their way up.", "work"),
        ("You can apply directly to mills.", "direct"),
        ("Come and help at the museum on a Sunday.", "volunteering"),
        ("You can learn to weave by distance learning.", "other"),
        ("Look at the two-year Warp Ahead programme.", "other"),
        ("We are looking for a weaver.", "direct"),
        ("You need five GCSEs at grade 4.", "direct"),
        ("Posts call for five GCSEs at grade 4.", "direct"),
        ("Mills hire locally.", "direct"),
        ("Ring round the mills in spring.", "direct"),
        ("One mill in the valley offers an apprenticeship at level 2.", "apprenticeship"),
        ("Some of our weavers came from the packing room.", "work"),
        ("The mill trains its own.", "work"),
        ("Many start as volunteers in the dye garden.", "volunteering"),
        ("Join your local guild and use its looms.", "other"),
        ("Apply through the CAO with a Leaving Certificate.", "university"),
    ],
)
def test_without_headings_the_sentences_do(text: str, route: str) -> None:
    assert set(ways(text)) == {route}


@pytest.mark.parametrize(
    "text",
    [
        "We do not take apprentices.",
        "There used to be an apprenticeship, but it closed in 2019.",
        "There is no apprenticeship for weavers yet.",
        "Is there an apprenticeship? Not here.",
        "Our head weaver has a PhD in chemistry.",
        "The dye is kept at 40 degrees.",
        "Apprenticeship: we do not run one at the moment.",
        "We ran an apprenticeship in dyeing until 2011.",
        "You can't start as a pattern designer.",
        "A postgraduate certificate was taught here, but has been withdrawn.",
        "Textile degrees are a different matter.",
        "Few colleges teach weaving now.",
    ],
)
def test_what_is_closed_or_for_others_is_no_way_in(text: str) -> None:
    assert ways(text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("College: two GCSEs at grades 9 to 4.", (2, 2)),
        ("College: two GCSEs at grades 9 to 3.", (1, 2)),
        ("College: two GCSEs at grades 3 to 1.", (1, 1)),
        ("College: some GCSEs.", (1, 2)),
        ("College: GCSE maths at grade C will do.", (2, 2)),
        ("College: three National 5s.", (2, 2)),
        ("University: four Highers with chemistry.", (3, 3)),
        ("University: we ask for ABB, or an Access diploma.", (3, 3)),
        ("University: GCSE maths and three A levels.", (3, 3)),
        ("University: 96 UCAS points.", (3, 3)),
        ("University: a 2:1 in any subject for the conversion course.", (6, 6)),
        ("Direct entry: you need an HNC or a degree.", (4, 4)),
        ("Direct entry: graduates with a 2:2.", (6, 6)),
        ("Direct entry: there are no set entry requirements.", (0, 0)),
        ("Work: we never ask for school certificates.", (0, 0)),
        ("Work: nobody wants to see your exam results.", (0, 0)),
        ("Work: exam results play no part.", (0, 0)),
        ("Work: any schooling or none.", (0, 0)),
        ("Work: we set no academic standard, though GCSEs at grade 4 help.", (0, 0)),
        ("Work: you need neither GCSEs nor A levels.", (0, 0)),
        ("University: a BSc (ABB with maths).", (3, 3)),
        ("Work: we are open to everybody.", (0, 0)),
        ("Work: you need nothing but GCSE maths at grade 4.", (2, 2)),
        ("Work: GCSEs at grade 4 are helpful.", None),
        ("Work: some employers may ask for GCSEs at grade 4.", None),
        ("Work: you do not need a degree.", None),
        ("University: you'll need a degree in weaving.", None),
        ("Apprenticeship: an intermediate apprenticeship in weaving.", None),
        ("College: a Level 3 Diploma in Weaving.", None),
        (
            "College: GCSEs at grades 3 to 1 for a level 1 course; GCSEs at grade 4 for a level 3 course.",
            (1, 1),
        ),
        ("University: any one of these: two A levels; an HNC.", (3, 3)),
        ("University: you need two A levels. You also need a degree.", (3, 3)),
    ],
)
def test_a_way_starts_with_the_least_that_is_enough(text: str, expected: tuple[int, int] | None) -> None:
    (way,) = ways_in_text(text)
    assert start(way) == expected


def test_what_is_needed_and_what_it_leads_to_are_told_apart() -> None:
    way = ways("College: you need four GCSEs at grade 4 to take the Level 3 Diploma in Weaving.")["college"]
    assert [each.slug for each in way.needs] == ["gcse"]
    assert [each.slug for each in way.leads_to] == ["vocational-certificate"]


def test_experience_is_told_where_it_is_required() -> None:
    assert ways("Direct entry: you need at least two years' experience.")["direct"].needs_experience
    assert not ways("Direct entry: experience is helpful, but not essential.")["direct"].needs_experience
    assert not ways("Direct entry: no experience needed.")["direct"].needs_experience


def test_each_sentence_goes_to_the_route_that_it_or_the_one_before_names() -> None:
    text = "Start as a helper with no qualifications. Colleges want GCSEs. They must be at grade 4 or above."
    found = ways(text)
    assert start(found["work"]) == (0, 0)
    assert found["college"].needs
    assert text[slice(*found["work"].span)] == "Start as a helper with no qualifications."


def test_a_degree_is_for_the_job_unless_the_text_says_how_its_study_begins() -> None:
    assert set(ways("You need a degree in weaving.")) == {"direct"}
    assert set(ways("You need a degree in weaving. You'll need two A levels for a degree.")) == {"university"}


PIECES = (
    *(
        "College:",
        "### University",
        "**Work.**",
        "- ",
        "\n",
        "\n\n",
        ". ",
        "; ",
        " | ",
        "(",
        ")",
        "? No",
        "İ",
    ),
    *(
        "GCSEs at grade 4",
        "no qualifications",
        "a degree",
        "three Highers",
        "start as a helper",
        "but",
        "closed",
    ),
    *("apprenticeship", "volunteers", "Step Up programme", "2:1", "you need", "for a degree", "\u00a0", "’"),
)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join)))
def test_whatever_the_text_a_way_is_an_exact_place_in_it(text: str) -> None:
    found = ways_in_text(text)
    assert len({way.route for way in found}) == len(found)
    for way in found:
        low, high = way.span
        assert 0 <= low < high <= len(text)
        assert text[low:high] == text[low:high].strip()
        assert way.route in Route
        assert way.start is None or 0 <= way.start.low <= way.start.high <= 8
        for mention in (*way.needs, *way.leads_to):
            assert text[mention.start : mention.end] == mention.text


def test_routes_joined_by_or_share_what_the_next_sentence_asks_for() -> None:
    found = ways(
        "You can take the course at a college or by distance learning. No qualifications are needed."
    )
    assert {route: way.start and way.start.low for route, way in found.items()} == {"college": 0, "other": 0}


def test_a_second_statement_behind_and_has_a_route_of_its_own() -> None:
    assert set(ways("Mills run apprenticeships, and labourers are often shown the looms.")) == {
        "apprenticeship",
        "work",
    }

"""What is recognised in a text, at which place, and what is not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.qualification import BY_SLUG, Levels, Role, qualifications_in


def slugs(text: str) -> set[str]:
    return {mention.slug for mention in qualifications_in(text)}


def spans(text: str) -> list[str]:
    return [mention.text for mention in qualifications_in(text)]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("a bachelor's in music", "bachelors"),
        ("a bachelor’s degree in music", "bachelors"),
        ("bachelors or masters in music", "bachelors"),
        ("a B.Sc. (Hons) in music", "bachelors"),
        ("a B.Sc in music", "bachelors"),
        ("a BA/BSc in music", "bachelors"),
        ("educated to degree level", "bachelors"),
        ("an MSc/MEng in music", "masters"),
        ("a Master of Arts (MA) degree", "masters"),
        ("a Ph.D. in music", "doctorate"),
        ("two A-levels", "a-level"),
        ("two a-levels", "a-level"),
        ("A or AS levels", "a-level"),
        ("a T-Level in music", "t-level"),
        ("GCSE's at grade C", "gcse"),
        ("grades 9 to 4 (A* to C) in maths", "gcse"),
        ("an S/NVQ in music", "nvq"),
        ("an N.V.Q. in music", "nvq"),
        ("an NVQ2 in music", "nvq"),
        ("HNC/D in music", "hnc"),
        ("HNC/D in music", "hnd"),
        ("Higher National Certificate or Diploma", "hnd"),
        ("higher national certificate (HNC) or diploma (HND)", "hnd"),
        ("a foundation or honours degree", "foundation-degree"),
        ("an associate's, bachelor's or master's degree", "associate-degree"),
        ("a high-school diploma", "high-school-diploma"),
        ("a degree or higher apprenticeship", "degree-apprenticeship"),
        ("you can start as an apprentice", "apprenticeship"),
        ("a PGCE or Postgraduate Diploma", "postgraduate"),
        ("be on the register of the General Dental Council", "professional-registration"),
    ],
)
def test_a_qualification_is_found_however_it_is_written(text: str, slug: str) -> None:
    assert slug in slugs(text)


@pytest.mark.parametrize(
    "text",
    [
        "a high degree of care",
        "70-degree heat and a 360-degree view",
        "45 degrees Celsius",
        "he masters the craft",
        "a master plumber and the ship's master",
        "masters of ceremonies",
        "The glaze cools four degrees a minute.",
        "Set the kiln five degrees lower than the book says.",
        "The angle is read in degrees and minutes.",
        "The bench is a degree or two out of true.",
        "The lens turns by a tenth of a degree.",
        "Our studio is in Salem, MA, and we fly to Leeds.",
        "The theory goes no further than GCSE physics.",
        "The guild's test is tougher than finals in any degree.",
        "The yard's own exam is the craft's own PhD.",
        "In my day you needed two A levels.",
        "The requirement for A levels was lifted last spring.",
        "Our head potter has two degrees.",
        "You'd work for the curator, who holds a PhD in ceramics.",
        "My cousin did A levels and hated them.",
        "You mark GCSE coursework and invigilate A level lessons.",
        "As an assessor you observe NVQ candidates.",
        "The lack of a degree is no bar.",
        "Degrees cut no ice here.",
        "Far from needing a degree, you need to be able to throw a pot.",
        "the Master of Wine examination",
        "a ba here and an ma there",
        "A level of fitness; a level 3 course; a level head",
        "the diplomatic service",
        "you will supervise apprentices",
        "an associate director",
        "register with a casting agency",
        "the Chartered Institute of Building",
        "you can teach GCSE science to adults",
    ],
)
def test_what_only_looks_like_a_qualification_is_none(text: str) -> None:
    assert slugs(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You do not need a degree, but GCSEs help.", {"gcse"}),
        ("No degree needed.", set()),
        ("If you lack a degree, an HND will do.", {"hnd"}),
        ("You can skip the foundation degree and go straight to the HNC.", {"hnc"}),
        ("You'll get nowhere without an NVQ.", {"nvq"}),
        ("Not every studio insists on a degree.", {"bachelors"}),
        ("We take people without GCSEs onto the Level 1 Certificate.", {"vocational-certificate"}),
        ("You need no less than a 2:2 degree.", {"bachelors"}),
        ("Neither GCSEs nor A levels are asked for.", set()),
        ("You can start without A levels.", set()),
        ("A degree isn’t required.", set()),
        ("A degree, although not essential, is useful.", {"bachelors"}),
        ("A degree is not always required.", {"bachelors"}),
        ("A degree is not enough: you also need a PhD.", {"bachelors", "doctorate"}),
        ("You need not only GCSEs but A levels.", {"gcse", "a-level"}),
        ("You cannot get in without a degree.", {"bachelors"}),
        ("You do not need a degree, but it helps.", {"bachelors"}),
        ("You don't need GCSEs to start an apprenticeship.", {"apprenticeship"}),
        ("You do not need GCSEs, A levels or a degree.", set()),
        ("You do not need GCSEs, a degree is what counts.", {"bachelors"}),
        ("There is no upper age limit for an apprenticeship.", {"apprenticeship"}),
        ("A master's is needed (a doctorate is not).", {"masters", "doctorate"}),
        ("A master's is needed (no doctorate).", {"masters"}),
    ],
)
def test_negation_reaches_as_far_as_its_clause(text: str, expected: set[str]) -> None:
    assert slugs(text) == expected


def test_or_equivalent_adds_nothing() -> None:
    assert spans("2 A levels, or equivalent, or an equivalent qualification") == ["A levels"]


def test_the_names_in_a_wording_that_lists_two_share_its_place() -> None:
    both = qualifications_in("an HNC/D in music")
    assert [(mention.slug, mention.text) for mention in both] == [("hnc", "HNC/D"), ("hnd", "HNC/D")]


def test_the_longest_wording_is_marked() -> None:
    assert spans("a Level 3 NVQ Diploma in masonry") == ["Level 3 NVQ Diploma"]
    assert spans("GCSEs at grades 9 to 4 (A* to C), including maths") == ["GCSEs at grades 9 to 4 (A* to C)"]
    assert spans("a Higher National Diploma (HND)") == ["Higher National Diploma (HND)"]


def test_a_name_may_run_over_a_line_but_not_over_a_blank_one() -> None:
    assert slugs("a higher national\n  diploma") == {"hnd"}
    assert slugs("higher\n\nnational diploma") == {"vocational-certificate"}


def test_what_introduces_a_list_holds_for_its_items() -> None:
    needless = "You do not need:\n\n- a degree\n- A levels\n\nYou do need:\n\n- GCSEs"
    assert slugs(needless) == {"gcse"}
    assert slugs("You do not need:\na degree\nA levels\n\nAn HND helps.") == {"hnd"}


def test_a_list_ends_where_a_statement_follows() -> None:
    assert slugs("You do not need:\na degree\nA levels\nYou will need GCSEs.") == {"gcse"}


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("a level 3 NVQ", Levels(3, 3, "stated")),
        ("NVQ Level 2 or 3", Levels(2, 3, "stated")),
        ("an NVQ", None),
        ("a Level 2/3 Certificate in joinery", Levels(2, 3, "stated")),
        ("a diploma in joinery", None),
        ("an intermediate or advanced apprenticeship", Levels(2, 3, "stated")),
        ("a higher apprenticeship", Levels(4, 5, "stated")),
        ("an apprenticeship", None),
        ("a level 7 degree apprenticeship", Levels(7, 7, "stated")),
        ("a degree apprenticeship", Levels(6, 7, "usual")),
        ("a BTEC National", Levels(3, 3, "stated")),
        ("a BTEC Higher National", Levels(4, 5, "stated")),
        ("a BTEC", None),
        ("GCSEs", Levels(2, 2, "usual")),
        ("GCSEs at grades 3 to 1 (D to G)", Levels(1, 1, "stated")),
        ("GCSEs at grades 9 to 3 (A* to D)", Levels(1, 2, "stated")),
        ("a degree", Levels(6, 6, "usual")),
        ("a high school diploma", None),
    ],
)
def test_a_level_is_what_is_stated_or_usual(text: str, levels: Levels | None) -> None:
    assert [mention.levels for mention in qualifications_in(text)] == [levels]


def test_a_level_that_a_kind_cannot_have_is_not_taken_from_its_neighbour() -> None:
    hnc, hnd = qualifications_in("a Level 4 Higher National Certificate or Diploma")
    assert (hnc.levels, hnd.levels) == (Levels(4, 4, "stated"), Levels(5, 5, "usual"))


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("You need a degree.", [Role.ENTRY]),
        ("You need 2 A levels for a degree.", [Role.COURSE_ENTRY, Role.ENTRY]),
        ("You need a degree for postgraduate study.", [Role.COURSE_ENTRY, Role.ENTRY]),
        ("To do this apprenticeship you'll need GCSEs.", [Role.ENTRY, Role.COURSE_ENTRY]),
        ("You could do a degree. You'll usually need 2 A levels.", [Role.ENTRY, Role.COURSE_ENTRY]),
        ("Apply directly. You'll usually need 2 A levels.", [Role.ENTRY]),
        ("You can take a postgraduate course if you have a degree.", [Role.ENTRY, Role.COURSE_ENTRY]),
        ("A bachelor's degree is required to enter a master's program.", [Role.COURSE_ENTRY, Role.ENTRY]),
        ("Once you're qualified, you could take a master's.", [Role.PROGRESSION]),
        ("With experience you could study for a degree.", [Role.PROGRESSION]),
        ("You could take an MBA while you're working.", [Role.PROGRESSION]),
        ("As a trainee you work towards an NVQ while you're working.", [Role.ENTRY]),
        ("You work towards a level 3 diploma to qualify.", [Role.ENTRY]),
        ("You could take a higher apprenticeship while working in an office.", [Role.ENTRY]),
    ],
)
def test_a_role_says_what_a_qualification_is_for(text: str, roles: list[Role]) -> None:
    assert [mention.role for mention in qualifications_in(text)] == roles


PIECES = (
    *(
        "degree",
        "A levels",
        "HNC/D",
        "B.Sc.",
        "GCSEs at grades 9 to 4",
        "not",
        "no",
        "without",
        "level 2 or 3 NVQ",
    ),
    *(
        "master’s",
        "İ",
        "\u00a0",
        "\n",
        "\n- ",
        ":",
        ", ",
        ". ",
        "(",
        ")",
        " ",
        "’",
        "register with the",
        "General",
    ),
    *(
        "You do not need",
        "but",
        "foundation or",
        "bachelor's",
        "once you're qualified",
        "for",
        "ß",
        "Ǆ",
        "e\u0301",
    ),
)


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(PIECES)).map("".join),
        st.lists(st.sampled_from(PIECES)).map(" ".join),
    )
)
def test_whatever_the_text_a_mention_is_an_exact_place_in_it(text: str) -> None:
    mentions = qualifications_in(text)
    for mention in mentions:
        assert mention.text
        assert text[mention.start : mention.end] == mention.text
        assert mention.slug in BY_SLUG
    starts = [mention.start for mention in mentions]
    assert starts == sorted(starts)
    for one, next_one in pairwise(mentions):
        assert next_one.start >= one.end or (one.start, one.end) == (next_one.start, next_one.end)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Apprenticeship: You may be able to do a degree apprenticeship.", ["degree apprenticeship"]),
        ("- Apprenticeships: start with an advanced apprenticeship.", ["advanced apprenticeship"]),
        ("NVQ:\nan NVQ at level 3\na portfolio", ["NVQ at level 3"]),
        ("Apprenticeship: ask the shipyards near you.", ["Apprenticeship"]),
        (
            "Apprenticeship: ask a yard.\nDegree apprenticeship: ask a firm.",
            ["Apprenticeship", "Degree apprenticeship"],
        ),
        ("Level 2 NVQ: any NVQ in joinery will do.", ["Level 2 NVQ", "NVQ"]),
        (
            "You need an apprenticeship: a degree apprenticeship is best.",
            ["apprenticeship", "degree apprenticeship"],
        ),
        ("apprenticeship\ndegree apprenticeship", ["apprenticeship", "degree apprenticeship"]),
        ("Do a degree apprenticeship. The apprenticeship takes years.", ["degree apprenticeship"]),
        ("Do a degree apprenticeship, or an apprenticeship.", ["degree apprenticeship", "apprenticeship"]),
        ("You can do the apprenticeship at any age.", ["apprenticeship"]),
    ],
)
def test_a_bare_name_that_repeats_another_mention_is_no_second_one(text: str, mentions: list[str]) -> None:
    assert [mention.text for mention in qualifications_in(text)] == mentions

"""What every engine promises, asked of each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engine import Engine, Searcher
from indexer.errors import IndexMissing, IndexRefused
from indexer.language.interpretation import How
from indexer.language.synonyms import Synonym
from indexer.profile import Profile
from indexer.qualification import mentions_of
from indexer.query import Query, RoleChoice, Sort
from indexer.results import FacetValue, Results
from indexer.rules.relevance import WORTH_SHOWING
from tests.contract.library import A_TO_Z, LIBRARY, profile

QUESTIONS = ("", "boats", "quality control", "gates water", "stock", "draw old bridges", '"stock control"')


def ask(searcher: Searcher, text: str = "", **options: object) -> Results:
    """The answer to a question."""
    return searcher.search(msgspec.convert({"text": text, **options}, Query))


def found(searcher: Searcher, text: str = "", **options: object) -> list[str]:
    """The ids of the profiles on the first page."""
    return [hit.id for hit in ask(searcher, text, page_size=50, **options).hits]


def counts(results: Results, name: str) -> dict[str, int]:
    """A facet's counts by value."""
    return {value.value: value.count for value in values(results, name)}


def values(results: Results, name: str) -> Sequence[FacetValue]:
    """A facet's values."""
    return next(facet.values for facet in results.facets if facet.name == name)


def marked(text: str, ranges: Sequence[tuple[int, int]]) -> list[str]:
    """The words that ranges mark."""
    return [text[start:end] for start, end in ranges]


# The list


def test_an_empty_question_lists_everything_a_to_z(canal: Engine) -> None:
    answer = ask(canal.searcher(), page_size=50)
    assert [hit.id for hit in answer.hits] == A_TO_Z
    assert answer.total == len(LIBRARY)
    assert all(hit.snippets == () and hit.matched == () for hit in answer.hits)


@pytest.mark.parametrize("size", [1, 3, 5, 50])
@pytest.mark.parametrize("text", QUESTIONS)
def test_pages_share_the_list_out_without_a_gap_or_a_double(canal: Engine, text: str, size: int) -> None:
    whole = [hit.id for hit in ask(canal.searcher(), text, page_size=50).hits]
    first = ask(canal.searcher(), text, page_size=size)
    paged = [
        hit.id
        for page in range(1, first.pages + 1)
        for hit in ask(canal.searcher(), text, page=page, page_size=size).hits
    ]
    assert paged == whole
    assert len(set(whole)) == first.total == len(whole)
    assert first.pages == -(-first.total // size)


def test_a_page_behind_the_last_is_empty_and_says_how_many_there_are(canal: Engine) -> None:
    answer = ask(canal.searcher(), "boats", page=99)
    assert answer.hits == ()
    assert answer.total == ask(canal.searcher(), "boats").total > 0
    assert answer.facets == ask(canal.searcher(), "boats").facets


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_same_question_has_the_same_answer(canal: Engine, text: str) -> None:
    first, again = (msgspec.structs.replace(ask(canal.searcher(), text), took_ms=0) for _ in range(2))
    assert first == again


def test_what_has_all_the_words_comes_before_what_has_fewer(canal: Engine) -> None:
    answer = ask(canal.searcher(), "draw bridges", page_size=50)
    assert answer.query.with_all_words == 1
    assert answer.hits[0].id == "heritage-surveyor"
    assert {"signwriter", "diver"} <= {hit.id for hit in answer.hits[1:]}
    assert set(answer.query.relaxed) == {"draw", "bridges"}


def test_an_exact_question_has_no_profile_that_lacks_a_word(canal: Engine) -> None:
    answer = ask(canal.searcher(), "draw bridges", exact=True)
    assert [hit.id for hit in answer.hits] == ["heritage-surveyor"]
    assert answer.query.relaxed == ()


def test_a_short_list_goes_on_with_what_is_like_the_best(town: Engine) -> None:
    answer = ask(town.searcher(), "hooves", page_size=50)
    assert [(hit.id, len(hit.matched)) for hit in answer.hits[:1]] == [("farrier", 1)]
    assert {hit.id for hit in answer.hits[1:]} == {"toolsmith", "nailer"}
    assert all(hit.matched == () for hit in answer.hits[1:])
    assert (answer.total, answer.query.with_all_words, answer.query.similar) == (3, 1, 2)
    assert answer.query.relaxed == ()


def test_what_is_only_alike_stands_behind_what_has_any_of_the_words(town: Engine) -> None:
    answer = ask(town.searcher(), "hooves chisels", page_size=50)
    assert [len(hit.matched) for hit in answer.hits] == [1, 1, 0]
    assert answer.hits[-1].id == "nailer"
    assert set(answer.query.relaxed) == {"hooves", "chisels"}


def test_nothing_joins_for_being_alike_where_the_words_are_taken_literally(town: Engine) -> None:
    assert found(town.searcher(), "hooves", exact=True) == ["farrier"]
    assert found(town.searcher(), '"rasp hooves"') == ["farrier"]
    assert found(town.searcher(), 'shoe "rasp hooves"') == ["farrier"]
    assert found(town.searcher(), "zzyzx") == []


def test_what_is_excluded_or_filtered_does_not_join_for_being_alike(town: Engine) -> None:
    assert found(town.searcher(), "hooves -chisels") == ["farrier", "nailer"]
    filtered = ask(town.searcher(), "hooves", qualification=["nvq"])
    assert [hit.id for hit in filtered.hits] == ["nailer"]
    assert (filtered.total, filtered.query.similar) == (1, 1)
    assert ask(town.searcher(), "hooves", category=["Offices"]).query.similar == 0


def test_in_a_small_library_nothing_is_listed_for_being_alike(canal: Engine) -> None:
    answer = ask(canal.searcher(), "dredger", page_size=50)
    assert all(hit.matched for hit in answer.hits)
    assert answer.query.similar == 0


def test_a_profile_is_first_for_its_own_title(canal: Engine) -> None:
    for one in LIBRARY:
        assert ask(canal.searcher(), one.title).hits[0].id == one.id
        assert ask(canal.searcher(), one.title.upper() + "?").hits[0].id == one.id


@pytest.mark.parametrize(
    "title",
    ["Vacancies", "Jobs", "Work", "Job profiles", "You And I", "As It Was", "To Be", "!!!", "?", "€ & €"],
)
def test_a_title_of_words_that_are_ignored_or_of_signs_finds_its_profile_first(
    engine: Engine, title: str
) -> None:
    odd = msgspec.structs.replace(profile("Odd one", duties="pull rope"), title=title)
    engine.update([*LIBRARY, odd], ())
    searcher: Searcher = engine.searcher()
    for exact in (True, False):
        hits = ask(searcher, title, exact=exact).hits
        assert [hit.title for hit in hits[:1]] == [title]


def test_a_question_of_ignored_words_that_is_no_title_lists_everything_as_before(canal: Engine) -> None:
    assert found(canal.searcher(), "careers") == found(canal.searcher())


def test_two_profiles_of_one_title_are_both_found_by_it(engine: Engine) -> None:
    twins = [
        msgspec.structs.replace(profile("Careers", duties=duties), id=name, source=f"{name}.md")
        for name, duties in (("one", "pull rope"), ("two", "push carts"))
    ]
    engine.update([*LIBRARY, *twins], ())
    assert sorted(found(engine.searcher(), "Careers")[:2]) == ["one", "two"]


def test_a_profile_is_first_for_its_other_titles(canal: Engine) -> None:
    for one in LIBRARY:
        for name in one.alternative_titles:
            assert ask(canal.searcher(), name).hits[0].id == one.id, name


def test_accents_and_case_do_not_matter(canal: Engine) -> None:
    assert found(canal.searcher(), "cafe")[0] == found(canal.searcher(), "CAFÉ")[0] == "cafe-owner"


def test_a_word_that_stands_nowhere_is_named_and_the_others_are_looked_for(canal: Engine) -> None:
    answer = ask(canal.searcher(), "zzyzx dredger", exact=True)
    assert answer.query.unmatched == ("zzyzx",)
    assert "dredger-driver" in {hit.id for hit in answer.hits}


def test_nothing_is_found_where_no_word_stands_anywhere(canal: Engine) -> None:
    answer = ask(canal.searcher(), "zzyzx", exact=True)
    assert (answer.total, answer.pages, answer.hits) == (0, 0, ())
    assert answer.query.unmatched == ("zzyzx",)


def test_a_question_about_careers_in_general_lists_the_library(canal: Engine) -> None:
    answer = ask(canal.searcher(), "jobs", page_size=50)
    assert [hit.id for hit in answer.hits] == A_TO_Z
    assert answer.query.ignored == ("jobs",)


def test_words_about_careers_are_set_aside_where_others_remain(canal: Engine) -> None:
    answer = ask(canal.searcher(), "dredger careers")
    assert answer.query.ignored == ("careers",)
    assert [hit.id for hit in answer.hits] == found(canal.searcher(), "dredger")


def test_a_misspelt_word_is_read_as_the_one_that_was_meant(canal: Engine) -> None:
    answer = ask(canal.searcher(), "signwritter")
    assert answer.hits[0].id == "signwriter"
    assert answer.query.corrected == "signwriter"
    assert [(match.word, match.how) for match in answer.hits[0].matched] == [("signwriter", How.SPELLING)]
    assert ask(canal.searcher(), "signwritter", exact=True).query.corrected is None


def test_a_phrase_wants_its_words_side_by_side(canal: Engine) -> None:
    assert found(canal.searcher(), '"stock control"') == ["stock-controller"]
    assert {"narrowboat-builder", "water-quality-scientist"} <= set(found(canal.searcher(), "stock control"))


PRONOUNS = (
    profile("Mender", description="Menders make it work for us."),
    profile("Fixer", description="Fixers give IT support in the US."),
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('"make it work"', ["mender"]),
        ('"Make IT work"', ["mender"]),
        ('"it support"', ["fixer"]),
        ('"work for us"', ["mender"]),
        ('"the us"', ["fixer"]),
        ('-"make it work"', ["fixer"]),
        ("it", ["fixer"]),
    ],
)
def test_a_phrase_finds_it_and_us_as_they_stand(engine: Engine, text: str, names: list[str]) -> None:
    engine.update(PRONOUNS, ())
    answer = ask(engine.searcher(), text)
    assert [hit.id for hit in answer.hits] == names
    assert all(hit.snippets for hit in answer.hits if not text.startswith("-"))


FAR = "paddles and ropes and oil and grease and paint and brushes and nails and pins and planks and pegs"


def test_what_says_the_words_together_comes_before_what_has_them_far_apart(engine: Engine) -> None:
    scattered = profile(
        "Gate hand",
        summary="Gates, gates, gates.",
        description=f"They paint gates. {FAR}. They hang lanterns.",
        duties=f"lanterns {FAR} gates",
        skills="gates",
    )
    engine.update((scattered, profile("Wharf hand", other=f"{FAR}, and lanterns for the gates")), ())
    assert found(engine.searcher(), "lanterns gates") == ["wharf-hand", "gate-hand"]


def test_a_synonym_of_the_words_says_them_together(engine: Engine) -> None:
    scattered = profile(
        "Sluice hand", description=f"Night work, night. {FAR}. A watch.", duties=f"watch {FAR} night"
    )
    spoken = profile(
        "Rope hand", other=f"{FAR}. Only the warden has lanterns, and a lantern warden has rope."
    )
    engine.update((scattered, spoken), (), synonyms=(Synonym("night watch", ("lantern warden",)),))
    assert found(engine.searcher(), "night watch") == ["rope-hand", "sluice-hand"]


def test_one_of_the_family_in_a_name_counts_more_than_the_word_in_a_text(engine: Engine) -> None:
    texts = {"description": "Some thatching.", "duties": "thatching", "skills": "thatching, more thatching"}
    engine.update((profile("Rick yard hand", **texts), profile("Thatcher", other="Roofs of straw.")), ())
    assert found(engine.searcher(), "thatching") == ["thatcher", "rick-yard-hand"]


def test_a_word_in_quotes_is_that_word_and_no_form_of_it(canal: Engine) -> None:
    searcher = canal.searcher()
    assert found(searcher, '"welding"') == ["narrowboat-builder"]
    assert found(searcher, '"welded"') == []
    assert "narrowboat-builder" not in found(searcher, '"boats"')
    assert "narrowboat-builder" in found(searcher, '"boat"')
    for hit in ask(searcher, '"boats"').hits:
        marked = {hit.text[slice(*span)] for hit in hit.snippets for span in hit.highlights}
        assert marked <= {"boats"}


def test_a_title_in_quotes_finds_its_profile_first(canal: Engine) -> None:
    searcher = canal.searcher()
    for entry in searcher.catalogue():
        assert found(searcher, f'"{entry.title}"')[0] == entry.id


def test_a_phrase_is_a_reason_for_a_hit_also_in_another_name(canal: Engine) -> None:
    (hit,) = ask(canal.searcher(), '"canal warden"').hits
    (match,) = hit.matched
    assert (match.word, match.read_as, match.sections) == (
        "canal warden",
        "canal warden",
        ("alternative_titles",),
    )


def test_a_word_that_no_profile_has_in_any_reading_is_named(canal: Engine) -> None:
    reading = ask(canal.searcher(), "boatpaint").query
    assert reading.unmatched == ("boatpaint",)


def test_a_phrase_is_never_relaxed_or_corrected(canal: Engine) -> None:
    assert found(canal.searcher(), '"control stock"') == []
    assert found(canal.searcher(), '"stokc control"') == []
    assert found(canal.searcher(), 'trade boats "stock control"') == ["stock-controller"]


def test_a_phrase_does_not_reach_from_one_name_or_section_into_the_next(canal: Engine) -> None:
    assert found(canal.searcher(), '"warden sluice"') == []
    assert found(canal.searcher(), '"oak weld"') == []


def test_an_excluded_word_keeps_its_profiles_out(canal: Engine) -> None:
    everything, dry = set(found(canal.searcher())), set(found(canal.searcher(), "-water"))
    assert everything - dry == set(found(canal.searcher(), '"water"'))
    assert found(canal.searcher(), 'stock -"stock control" -chandler') == [
        one for one in found(canal.searcher(), "stock") if one not in {"stock-controller", "chandler"}
    ]


def test_lists_can_be_in_the_order_of_titles(canal: Engine) -> None:
    by_title = found(canal.searcher(), "boats", sort=Sort.TITLE)
    assert by_title == sorted(by_title, key=A_TO_Z.index)
    assert set(by_title) == set(found(canal.searcher(), "boats"))


def test_lists_can_begin_with_what_changed_last(canal: Engine) -> None:
    hits = ask(canal.searcher(), sort=Sort.UPDATED, page_size=50).hits
    days = [hit.updated or dt.date.min for hit in hits]
    assert days == sorted(days, reverse=True)
    assert [hit.id for hit in hits[:2]] == ["heritage-surveyor", "narrowboat-builder"]
    assert {hit.id for hit in hits} == set(A_TO_Z)


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(['"', "-", "stock", " ", "water~", "*", "title:", "("])).map("".join)
)
@settings(max_examples=150, deadline=None)
def test_nothing_that_can_be_typed_fails(canal: Engine, text: str) -> None:
    answer = ask(canal.searcher(), text)
    assert answer.query.text == text
    assert 0 <= answer.total <= len(LIBRARY)
    canal.searcher().suggest(text, 8)
    canal.searcher().highlight("diver", text)


# Filters and facets


def test_values_of_a_group_are_alternatives_and_groups_add_up(canal: Engine) -> None:
    either = found(canal.searcher(), qualification=["hnd", "doctorate"])
    assert either == ["diver", "festival-organiser", "water-quality-scientist"]
    assert found(canal.searcher(), qualification=["hnd", "doctorate"], category=["Waterways"]) == ["diver"]
    assert found(canal.searcher(), qualification=["hnd"], level=[8]) == []


def test_a_group_counts_as_if_nothing_were_selected_in_it(canal: Engine) -> None:
    before, after = ask(canal.searcher()), ask(canal.searcher(), category=["Trade"])
    assert counts(after, "category") == counts(before, "category")
    assert counts(after, "category") == {
        "Making and mending": 3,
        "Science and survey": 3,
        "Trade": 2,
        "Visitors": 2,
        "Waterways": 3,
    }
    assert counts(after, "qualification") == {"gcse": 1, "nvq": 1}


def test_a_selected_value_stays_in_the_list_at_nought(canal: Engine) -> None:
    facet = values(ask(canal.searcher(), category=["Visitors"], qualification=["gcse"]), "qualification")
    assert [(one.value, one.count) for one in facet if one.selected] == [("gcse", 0)]
    assert [one.value for one in facet if not one.selected] == ["hnd", "bachelors"]


def test_a_selected_value_that_nobody_knows_stays_in_the_list_too(canal: Engine) -> None:
    answer = ask(canal.searcher(), category=["Aviation"])
    assert answer.total == 0
    assert FacetValue("Aviation", "Aviation", 0, selected=True) in values(answer, "category")


def test_counts_speak_of_the_list_that_is_shown(canal: Engine) -> None:
    answer = ask(canal.searcher(), "quality control", page_size=1)
    everything = ask(canal.searcher(), "quality control", page_size=50)
    assert answer.facets == everything.facets
    by_category = counts(answer, "category")
    assert by_category == {name: sum(hit.category == name for hit in everything.hits) for name in by_category}


def test_direct_ways_in_leave_out_what_only_opens_a_course(canal: Engine) -> None:
    assert "heritage-surveyor" in found(canal.searcher(), qualification=["a-level"])
    assert "heritage-surveyor" not in found(
        canal.searcher(), qualification=["a-level"], role=RoleChoice.DIRECT
    )
    assert "heritage-surveyor" in found(canal.searcher(), qualification=["bachelors"], role=RoleChoice.DIRECT)
    assert "a-level" not in counts(ask(canal.searcher(), role=RoleChoice.DIRECT), "qualification")


# Snippets, matches, and the words on a profile's page


def test_a_snippet_shows_the_words_in_their_section(canal: Engine) -> None:
    hit = next(hit for hit in ask(canal.searcher(), "silt").hits if hit.id == "dredger-driver")
    first = hit.snippets[0]
    assert (first.section, first.heading, first.anchor) == ("description", "The job", "the-job")
    assert marked(first.text, first.highlights) == ["silt"]


def test_a_phrase_marks_the_phrase_and_not_its_loose_words(canal: Engine) -> None:
    (hit,) = ask(canal.searcher(), '"control the quality"', exact=True, qualification=["nvq"]).hits
    assert [marked(one.text, one.highlights) for one in hit.snippets] == [["control", "the", "quality"]]


def test_a_match_says_as_what_a_word_was_found_and_where(canal: Engine) -> None:
    hit = next(hit for hit in ask(canal.searcher(), "weld").hits if hit.id == "narrowboat-builder")
    (match,) = hit.matched
    assert (match.word, match.read_as, match.how) == ("weld", "weld", How.EXACT)
    assert match.sections == ("description", "duties")


def test_another_form_of_a_word_is_called_one(canal: Engine) -> None:
    hit = next(hit for hit in ask(canal.searcher(), "voles").hits if hit.id == "ecologist")
    assert hit.matched[0].how is How.EXACT
    hit = next(hit for hit in ask(canal.searcher(), "dragonfly").hits if hit.id == "ecologist")
    assert (hit.matched[0].how, hit.matched[0].read_as) == (How.STEM, "dragonflies")


def test_the_words_of_a_question_are_found_on_a_profiles_page(canal: Engine) -> None:
    ranges = canal.searcher().highlight("lock-keeper", "gates")
    page = canal.searcher().get("lock-keeper")
    assert page is not None
    assert [marked(one.text, found) for one, found in zip(page.sections, ranges, strict=True)] == [
        *(["gates"], ["gates"], [])
    ]
    assert canal.searcher().highlight("lock-keeper", "") == ((), (), ())
    assert canal.searcher().highlight("nobody", "gates") == ()


# Profiles


def test_a_profile_comes_out_as_it_went_in(canal: Engine) -> None:
    for one in LIBRARY:
        assert canal.searcher().get(one.id) == one
    assert canal.searcher().get("nobody") is None


def test_the_qualifications_that_a_profile_names_are_kept_with_it(canal: Engine) -> None:
    assert any(mentions_of(one) for one in LIBRARY)
    for one in LIBRARY:
        assert canal.searcher().mentions(one.id) == mentions_of(one)
    assert canal.searcher().mentions("nobody") == ()


def test_a_changed_profile_names_what_it_names_now(engine: Engine) -> None:
    before = profile("Cooper", requirements="You need an HND.\nA level 3 NVQ helps.")
    other = profile("Farrier", requirements="A degree in horses, and a foundation degree.")
    engine.update([before, other], ())
    after = msgspec.structs.replace(
        before, sections=other.sections, qualifications=("btec",), fingerprint="2"
    )
    engine.update([after], ())
    assert engine.searcher().mentions("cooper") == mentions_of(after) != mentions_of(before)
    assert engine.searcher().mentions("farrier") == mentions_of(other)


def test_the_catalogue_has_every_profile_in_the_order_of_its_title(canal: Engine) -> None:
    entries = canal.searcher().catalogue()
    assert [entry.id for entry in entries] == A_TO_Z
    cafe = entries[A_TO_Z.index("cafe-owner")]
    assert (cafe.title, cafe.category, cafe.alternative_titles) == ("Café owner", "", ("Tea room keeper",))
    assert cafe.summary == "Feed walkers, cyclists and whoever moors up."


def test_similar_profiles_begin_with_what_the_editor_named(canal: Engine) -> None:
    hits = canal.searcher().similar("narrowboat-builder", 3)
    assert hits[0].id == "dredger-driver"
    assert len(hits) == 3
    assert "narrowboat-builder" not in {hit.id for hit in hits}
    assert canal.searcher().similar("nobody", 3) == []
    assert msgspec.json.encode(hits)


def test_similar_profiles_share_telling_words(canal: Engine) -> None:
    assert "ecologist" in {hit.id for hit in canal.searcher().similar("dredger-driver", 4)}


def test_likeness_is_a_share_of_the_likeness_of_a_profile_to_itself(engine: Engine) -> None:
    original = next(one for one in LIBRARY if one.sections)
    twin = msgspec.structs.replace(original, id="twin", title="Twin", source="twin.md", alternative_titles=())
    engine.update([*LIBRARY, twin], ())
    hits = engine.searcher().similar(original.id, len(LIBRARY))
    scores = {hit.id: hit.score for hit in hits if hit.id not in original.related}
    assert max(scores, key=scores.__getitem__) == "twin"
    assert 0.5 < scores.pop("twin") <= 1.2, "the title alone is another"
    assert all(score < WORTH_SHOWING for score in scores.values())


# Updates


def test_before_the_first_update_there_is_no_index(engine: Engine) -> None:
    with pytest.raises(IndexMissing, match="there is no index at"):
        ask(engine.searcher())
    assert engine.fingerprints() == {}
    assert engine.status().generation is None
    assert not engine.status().healthy


def test_an_update_says_what_serves_now(engine: Engine) -> None:
    first = engine.update(LIBRARY, ())
    assert (first.profiles, first.generation, first.healthy) == (
        len(LIBRARY),
        engine.searcher().generation,
        True,
    )
    second = engine.update((), [LIBRARY[0].source])
    assert second.profiles == len(LIBRARY) - 1
    assert second.generation != first.generation
    assert second.content_hash != first.content_hash


def test_the_index_knows_what_it_was_made_from(engine: Engine) -> None:
    engine.update(LIBRARY, ())
    assert engine.fingerprints() == {one.source: one.fingerprint for one in LIBRARY}


def test_a_replaced_profile_is_found_by_its_new_words_alone(engine: Engine) -> None:
    engine.update(LIBRARY, ())
    engine.update([profile("Chandler", description="Chandlers now deal in telescopes.")], ())
    assert found(engine.searcher(), "telescopes") == ["chandler"]
    assert "chandler" not in found(engine.searcher(), "brass", exact=True)
    assert counts(ask(engine.searcher()), "category")["Trade"] == 1
    assert ask(engine.searcher()).total == len(LIBRARY)


def test_a_removed_source_is_gone_everywhere(engine: Engine) -> None:
    engine.update(LIBRARY, ())
    engine.update((), ["diver.md", "a-file-that-never-was.md"])
    assert "diver" not in found(engine.searcher())
    assert engine.searcher().get("diver") is None
    assert "diver" not in {entry.id for entry in engine.searcher().catalogue()}
    assert engine.searcher().suggest("underwater", 8) == []
    assert "diver.md" not in engine.fingerprints()
    assert counts(ask(engine.searcher()), "qualification")["hnd"] == 1
    assert ask(engine.searcher(), "underwater", exact=True).query.unmatched == ("underwater",)


def test_an_index_can_be_emptied_and_filled_again(engine: Engine) -> None:
    engine.update(LIBRARY, ())
    engine.update((), [one.source for one in LIBRARY])
    empty = ask(engine.searcher(), "boats")
    assert (empty.total, ask(engine.searcher()).total, engine.searcher().suggest("bo", 8)) == (0, 0, [])
    assert list(engine.searcher().catalogue()) == []
    engine.update(LIBRARY[:2], ())
    assert found(engine.searcher()) == ["lock-keeper", "narrowboat-builder"]


def test_an_update_that_breaks_off_changes_nothing(engine: Engine) -> None:
    before = engine.update(LIBRARY, ())

    def broken() -> Iterator[Profile]:
        yield profile("Ghost", description="Ghosts haunt the tunnel.")
        raise ValueError("the file cannot be read")

    with pytest.raises(ValueError, match="cannot be read"):
        engine.update(broken(), [LIBRARY[0].source])
    assert engine.status() == before
    assert found(engine.searcher()) == A_TO_Z


def test_objections_keep_the_index_as_it_was(engine: Engine) -> None:
    before = engine.update(LIBRARY, ())
    seen: list[int] = []

    def verify(searcher: Searcher) -> Sequence[str]:
        seen.append(searcher.search(Query()).total)
        return ["it has too few profiles"]

    with pytest.raises(IndexRefused, match="it has too few profiles") as refused:
        engine.update((), [LIBRARY[0].source], verify=verify)
    assert refused.value.objections == ("it has too few profiles",)
    assert seen == [len(LIBRARY) - 1]
    assert engine.status() == before
    assert found(engine.searcher()) == A_TO_Z


def test_an_update_without_objections_serves(engine: Engine) -> None:
    engine.update(LIBRARY, (), verify=lambda searcher: ())
    assert found(engine.searcher()) == A_TO_Z


def test_the_librarys_own_synonyms_are_understood_and_explained(engine: Engine) -> None:
    assert found_as(engine, "lengthsman") == []
    synonyms = (Synonym("lengthsman", ("lock keeper",)),)
    engine.update(LIBRARY, (), synonyms=synonyms)
    assert engine.synonyms() == synonyms
    assert ("lock-keeper", How.SYNONYM, "lock keeper") in found_as(engine, "lengthsman")
    engine.update((), ())
    assert engine.synonyms() == ()


def found_as(engine: Engine, text: str) -> list[tuple[str, How, str]]:
    """How each hit has the first word."""
    if not engine.fingerprints():
        engine.update(LIBRARY, ())
    hits = ask(engine.searcher(), text, exact=True).hits
    return [(hit.id, hit.matched[0].how, hit.matched[0].read_as) for hit in hits]


def test_a_name_of_several_words_is_explained_whole(engine: Engine) -> None:
    engine.update(LIBRARY, (), synonyms=(Synonym("lengthsman", ("lock keeper",)),))
    hit = ask(engine.searcher(), "lock lengthsman").hits[0]
    assert [(one.word, one.read_as) for one in hit.matched] == [
        ("lock", "lock"),
        ("lengthsman", "lock keeper"),
    ]


def test_the_last_good_profiles_are_kept_by_source(engine: Engine) -> None:
    records = [msgspec.structs.replace(one, source=f"canal.jsonl#{one.id}") for one in LIBRARY[:3]]
    engine.update([*records, *LIBRARY[3:]], ())
    assert engine.kept(["diver.md", "nowhere.md"]) == [engine.searcher().get("diver")]
    assert {one.id for one in engine.kept(["canal.jsonl"])} == {one.id for one in records}
    assert [one.id for one in engine.kept([records[1].source])] == [records[1].id]


def test_the_last_good_profiles_of_a_folder_are_kept(engine: Engine) -> None:
    below = [msgspec.structs.replace(one, source=f"old/boats/{one.id}.md") for one in LIBRARY[:2]]
    engine.update([*below, *LIBRARY[2:]], ())
    assert {one.id for one in engine.kept(["old"])} == {one.id for one in below}
    assert engine.kept(["boats"]) == []


def test_only_one_writes_at_a_time_and_reads_what_it_writes_to(engine: Engine) -> None:
    with engine.writing():
        engine.update(LIBRARY, ())
        with engine.writing():
            assert len(engine.fingerprints()) == len(LIBRARY)
    assert found(engine.searcher()) == A_TO_Z

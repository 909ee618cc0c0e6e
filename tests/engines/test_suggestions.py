"""What is suggested while somebody types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from indexer.engines.whoosh.index.stored_fields import StoredFields
from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.engines.whoosh.suggest.prefix_index import PrefixIndex
from indexer.language.words import name_stems, tokens
from indexer.profile import Profile
from indexer.results import Suggestion
from indexer.rules.suggesting import with_typos
from tests.contract.library import profile
from tests.engines.made_up import index, libraries

NAMES = (
    profile("Nurse", also=["Staff nurse"], category="Health", qualifications=["bachelors"]),
    profile("Nursery worker", also=["Crèche assistant"], category="Health", qualifications=["hnd"]),
    profile("Dental nurse", description="A nurse at a dentist's.", category="Health", qualifications=["hnd"]),
    profile("School matron", also=["Nurse in a school"], category="Teaching", qualifications=["gcse"]),
    profile("Teacher", also=["Schoolteacher", "Tutor"], category="Teaching", qualifications=["bachelors"]),
    profile("Teaching assistant", also=["Classroom helper"], category="Teaching", qualifications=["gcse"]),
    profile("IT support technician", also=["Helpdesk analyst"], qualifications=["btec"]),
    profile("Laboratory technician", also=["Lab assistant"], qualifications=["hnd"]),
    profile("Construction labourer", also=["Groundworker"]),
    profile("Project co-ordinator", also=["Decision-maker's clerk"]),
    profile("Large goods vehicle driver", also=["HGV driver", "Lorry driver"]),
    profile("Chef", also=["Cook"]),
    profile("Baker", also=["Cook of cakes"]),
    profile("Café owner", also=["Barista"]),
)


@pytest.fixture(scope="module")
def names() -> Iterator[WhooshSearcher]:
    """A searcher over these names."""
    with index((NAMES, ())) as searcher:
        yield searcher


def texts(searcher: WhooshSearcher, typed: str, limit: int = 8) -> list[str]:
    """What is suggested, and behind an arrow what it leads to."""
    found = searcher.suggest(typed, limit)
    return [f"{one.text} > {one.leads_to}" if one.leads_to else one.text for one in found]


def test_a_title_leads_to_its_profile(names: WhooshSearcher) -> None:
    assert names.suggest("che", 8) == [Suggestion("Chef", "title", "chef")]


def test_an_alternative_title_says_which_title_it_leads_to(names: WhooshSearcher) -> None:
    tutor = Suggestion("Tutor", "alternative_title", "teacher", leads_to="Teacher")
    assert names.suggest("tut", 8) == [tutor]


def test_titles_that_begin_so_come_before_later_words_and_other_names(names: WhooshSearcher) -> None:
    assert texts(names, "nur") == [
        *("Nurse", "Nursery worker"),  # begin so, the nearer one first
        "Dental nurse",  # in a later word
        "Nurse in a school > School matron",  # another name
    ]


def test_what_was_typed_in_full_comes_first(names: WhooshSearcher) -> None:
    assert texts(names, "nurse in a school")[0] == "Nurse in a school > School matron"
    assert texts(names, "COOK") == ["Cook > Chef", "Cook of cakes > Baker"]
    assert texts(names, "nurses")[0] == "Nurse"


def test_any_word_may_be_typed_in_any_order(names: WhooshSearcher) -> None:
    assert texts(names, "technician it") == ["IT support technician"]
    assert texts(names, "goods dri") == ["Large goods vehicle driver"]
    assert texts(names, "goods chef") == []


def test_names_are_folded_as_searches_are(names: WhooshSearcher) -> None:
    assert texts(names, "cafe") == texts(names, "CAFÉ") == ["Café owner"]
    assert texts(names, "creche") == ["Crèche assistant > Nursery worker"]
    assert texts(names, "coord") == texts(names, "co-ord") == ["Project co-ordinator"]
    assert texts(names, "decision m") == texts(names, "decision-m") == texts(names, "decisionmaker")
    assert texts(names, "it s") == texts(names, "IT s") == ["IT support technician"]


def test_a_word_that_is_not_finished_is_not_read_as_another(names: WhooshSearcher) -> None:
    """ "Labor" is "labour" in Britain, and how "laboratory" begins."""
    assert texts(names, "labor") == ["Laboratory technician", "Construction labourer"]


def test_one_slip_is_forgiven_from_four_letters_on(names: WhooshSearcher) -> None:
    for typed in ("techer", "teahcer", "teacjer", "teaccher"):
        assert texts(names, typed)[0] == "Teacher", typed
    assert texts(names, "nuse") == [
        "Nurse",
        "Nursery worker",
        "Dental nurse",
        "Nurse in a school > School matron",
    ]
    assert texts(names, "xhe") == []
    assert texts(names, "twcjer") == []


def test_what_begins_so_needs_no_slip(names: WhooshSearcher) -> None:
    assert "Baker" not in texts(names, "barista")
    assert texts(names, "lory driver") == ["Lorry driver > Large goods vehicle driver"]


def test_a_profile_is_suggested_once(names: WhooshSearcher) -> None:
    assert texts(names, "school") == ["School matron", "Schoolteacher > Teacher"]


def test_profiles_with_the_same_other_name_do_not_repeat_it_until_it_is_a_choice() -> None:
    both = [
        profile("Welder", also=["Fabricator"]),
        profile("Fitter", also=["Fabricator", "Fabrication hand"]),
    ]
    with index((both, ())) as searcher:
        assert len(texts(searcher, "fabricato")) == 1
        assert texts(searcher, "fabricator") == ["fabricator > Fitter", "fabricator > Welder"]


def test_a_name_for_several_jobs_is_a_choice_before_everything_else() -> None:
    jobs = [profile("Solicitor"), profile("Barrister"), profile("Lawyer's clerk"), profile("Law lecturer")]
    with index((jobs, ())) as searcher:
        assert texts(searcher, "lawyer")[:2] == ["lawyer > Solicitor", "lawyer > Barrister"]


def test_a_choice_shows_the_titles_that_have_the_word_as_they_are() -> None:
    with index(
        ([profile("Ship welder"), profile("Bridge welder"), profile("Welding inspector")], ())
    ) as searcher:
        assert set(texts(searcher, "welder")[:2]) == {"Ship welder", "Bridge welder"}


def test_other_names_for_the_same_job_are_known(names: WhooshSearcher) -> None:
    """The list of synonyms that ships calls a lorry driver so."""
    assert texts(names, "trucker")[0] == "Large goods vehicle driver"


def test_categories_and_qualifications_come_behind_the_names(names: WhooshSearcher) -> None:
    found = names.suggest("teach", 8)
    assert [one.kind for one in found] == ["title", "title", "category"]
    assert found[-1] == Suggestion("Teaching", "category", "Teaching")
    assert names.suggest("hnd", 8) == [Suggestion("Higher National Diploma (HND)", "qualification", "hnd")]


def test_a_place_is_kept_for_them_from_three_letters_on(names: WhooshSearcher) -> None:
    assert [one.kind for one in names.suggest("tea", 4)] == ["title", "title", "category"]
    assert "category" not in {one.kind for one in names.suggest("te", 4)}


def test_a_qualification_is_suggested_by_its_abbreviations_and_other_names(names: WhooshSearcher) -> None:
    assert [one.target for one in names.suggest("bsc", 8)] == ["bachelors"]
    assert names.suggest("first degree", 8)[0].target == "bachelors"
    assert [one.target for one in names.suggest("hn", 8)] == ["hnd"]
    assert "bachelors" not in {one.target for one in names.suggest("ba", 8)[:1]}


def test_qualifications_that_no_profile_names_are_not_suggested(names: WhooshSearcher) -> None:
    assert names.suggest("doctorate", 8) == []
    assert [one.target for one in names.suggest("degree", 8)] == ["bachelors"]


def test_no_more_is_suggested_than_was_asked_for(names: WhooshSearcher) -> None:
    assert len(names.suggest("n", 2)) == 2
    assert names.suggest("n", 0) == []


@pytest.mark.parametrize("typed", ["", "   ", "…", "-", '"', "☃", "\x00"])
def test_where_no_word_is_typed_nothing_is_suggested(names: WhooshSearcher, typed: str) -> None:
    assert names.suggest(typed, 8) == []


def test_only_what_is_shown_is_read(names: WhooshSearcher, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    honest = names.reader.stored_fields

    def fields_read(number: int) -> StoredFields:
        read.append(number)
        return honest(number)

    monkeypatch.setattr(names.reader, "stored_fields", fields_read)
    assert len(names.suggest("t", 2)) == len(read) == 2


@given(libraries(), st.data())
@settings(max_examples=40, deadline=None)
def test_every_beginning_of_a_name_suggests_its_profile(
    library: tuple[Profile, ...], data: st.DataObject
) -> None:
    one = data.draw(st.sampled_from(library))
    name = data.draw(st.sampled_from((one.title, *one.alternative_titles)))
    typed = name[: data.draw(st.integers(1, len(name)))]
    with index((library, ())) as searcher:
        found = searcher.suggest(typed, 1000)
        assert tokens(typed).words == [] or shows(found, name, one), (typed, found)
        targets = [(suggestion.kind.removeprefix("alternative_"), suggestion.target) for suggestion in found]
        assert len(set(targets)) == len(targets)


def shows(found: Sequence[Suggestion], name: str, one: Profile) -> bool:
    """Whether a profile is suggested, or another by the same name: singular and plural are one name."""
    names = {one.title, *one.alternative_titles}
    return any(
        suggestion.target == one.id or name_stems(tokens(suggestion.text)) == name_stems(tokens(any_name))
        for suggestion in found
        for any_name in (name, *names)
    )


@given(
    st.lists(st.text("abcdefgh", min_size=1, max_size=6), max_size=30),
    st.text("abcdefgh", min_size=1, max_size=7),
)
def test_words_are_found_by_how_they_begin(words: list[str], typed: str) -> None:
    prefixes = PrefixIndex((word, number) for number, word in enumerate(words))
    found = set(prefixes.matching({typed}).tolist())
    assert found == {number for number, word in enumerate(words) if word.startswith(typed)}


@given(st.text("abcd", min_size=1, max_size=7))
def test_slips_are_all_that_is_one_edit_away(typed: str) -> None:
    near = with_typos({typed})
    assert typed in near
    assert (len(near) > 1) == (len(typed) >= 4)
    assert all(OSA.distance(typed, one) <= 1 for one in near)
    if len(typed) >= 4:
        assert {typed[1:], typed[1] + typed[0] + typed[2:], "z" + typed, typed[:-1] + "z"} <= near

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.language.interpret import interpret
from indexer.language.interpretation import Alternative, How, Interpretation
from tests.language.shelf import SHELF, Shelf, found_as, read, thesaurus, words_of


def test_every_word_that_counts_is_a_group_with_itself_first() -> None:
    groups = read("warehouse stock").groups
    assert [group.word for group in groups] == ["warehouse", "stock"]
    assert groups[0].alternatives[0] == Alternative(("warehous",), How.EXACT, 1.0)


def test_a_stop_phrase_is_set_aside_and_named_as_it_was_typed() -> None:
    answer = read("How do I become a Midwife?")
    assert answer.ignored == ("How do I become",)
    assert [group.word for group in answer.groups] == ["Midwife"]


def test_a_question_of_nothing_but_stop_phrases_has_no_words() -> None:
    assert read("careers").groups == ()
    assert read("careers").ignored == ("careers",)
    assert read("what jobs are there").groups == ()


@pytest.mark.parametrize("text", ["???", "🙂 👩‍⚕️ 🙂", '"', '""', "-", " & !"])
def test_signs_where_there_is_no_word_are_named_as_set_aside(text: str) -> None:
    answer = read(text)
    assert answer.ignored == tuple(dict.fromkeys(text.split()))
    assert (answer.groups, answer.unmatched) == ((), ())


@pytest.mark.parametrize("text", ["", "   ", "midwife 🙂", "fish & midwife", '"midwife" ?', "-midwife !"])
def test_signs_beside_a_word_need_no_mention(text: str) -> None:
    assert read(text).ignored == ()


def test_the_end_of_a_question_that_is_too_long_is_named_as_set_aside() -> None:
    assert read("bread " * 40 + "baker bread").ignored == ("baker bread",)
    assert read("bread " * 40).ignored == ()
    assert read(f"{'midwifery ' * 29}baker teacher").ignored == ("teacher",)


def test_a_question_that_only_says_what_it_is_not_is_a_question_for_that() -> None:
    assert words_of("not midwife") == ["midwife"]
    assert read("not midwife").ignored == ("not",)


def test_a_repeated_word_counts_once() -> None:
    assert words_of("midwife Midwife midwife") == ["midwife"]


def test_a_question_of_small_words_alone_keeps_them() -> None:
    assert words_of("the") == ["the"]


def test_a_word_is_found_as_its_family_which_counts_less() -> None:
    groups = read("policing").groups
    assert found_as("farrier", How.FAMILY) == set()
    assert found_as("midwifery", How.FAMILY) == {"midwif"}
    assert found_as("baking", How.FAMILY) == {"baker", "bakeri"}
    assert groups[0].alternatives[0].how is How.EXACT
    assert all(one.weight < 1 for one in read("baking").groups[0].alternatives[1:])


def test_a_word_that_the_library_has_only_as_a_relation_is_not_corrected_away() -> None:
    assert read("midwifing").corrected is None
    assert found_as("engineered", How.FAMILY) == {"engineer"}


def test_synonyms_of_several_words_answer_for_each_of_them() -> None:
    answer = read("bin man")
    assert [group.word for group in answer.groups] == ["bin", "man"]
    assert all(("refus", "collector") in [one.terms for one in group.alternatives] for group in answer.groups)


def test_a_synonym_that_the_library_lacks_is_left_out() -> None:
    assert found_as("bobby", How.SYNONYM) == {"polic officer"}


def test_synonyms_may_hold_both_ways() -> None:
    assert found_as("vet", How.SYNONYM) == {"veterinari surgeon"}
    assert found_as("veterinary surgeon", How.SYNONYM) == set()
    assert found_as("bin man", How.SYNONYM) == {"refus collector"}
    assert found_as("refuse collector", How.SYNONYM) == set()


@pytest.mark.parametrize(
    ("typed", "corrected", "stem"),
    [
        ("accountent", "accountant", "accountant"),
        ("vetinary nurse", "veterinary nurse", "veterinari"),
        ("polise officer", "police officer", "polic"),
        ("acountant jobs", "accountant jobs", "accountant"),
    ],
)
def test_a_word_that_the_library_lacks_is_read_as_the_nearest(typed: str, corrected: str, stem: str) -> None:
    answer = read(typed)
    assert answer.corrected == corrected
    assert stem in found_as(typed, How.SPELLING)
    assert answer.unmatched == ()


def test_a_corrected_word_is_named_as_it_was_meant_and_the_others_as_typed() -> None:
    assert words_of("Vetinary NURSE") == ["veterinary", "NURSE"]
    assert read("Vetinary zzyzx").unmatched == ("zzyzx",)


def test_what_was_meant_is_nearer_than_what_is_like_it() -> None:
    ways = list(How)
    assert ways.index(How.STEM) < ways.index(How.SPELLING) < ways.index(How.FAMILY)


def test_the_name_is_that_of_the_corrected_question() -> None:
    assert read("vetinary nurse").name == ("veterinari", "nurs")
    assert (
        read("project co ordinator").name == read("Project Co-ordinator").name == ("project", "coordinator")
    )


def test_a_known_word_is_never_corrected() -> None:
    for name, text in SHELF:
        for word in f"{name} {text}".split():
            assert read(word).corrected is None


def test_what_is_less_sure_is_offered_and_not_taken() -> None:
    answer = read("techir lorry")
    assert answer.did_you_mean == "teacher lorry"
    assert answer.corrected is None
    assert answer.unmatched == ("techir",)


def test_a_strange_word_is_not_taken_for_one_that_would_be_ignored() -> None:
    workshop = Shelf((("Turner", "working at a lathe, working early"), ("Welder", "working with torches")))

    def typed(text: str) -> Interpretation:
        return interpret(text, workshop, thesaurus)

    assert typed("zorking").unmatched == ("zorking",)
    assert typed("zorking").ignored == ()
    assert typed("wurking turner").ignored == ("wurking",)
    assert typed("torchas").corrected == "torches"


def test_exact_means_that_nothing_is_corrected_or_completed() -> None:
    answer = read("accountent lorry", exact=True)
    assert answer.corrected is answer.did_you_mean is None
    assert found_as("acc", How.PREFIX) == {"accountant", "account"}
    assert read("acc", exact=True).unmatched == ("acc",)


@pytest.mark.parametrize("text", ["nurse in Leeds", "lorry Bakir", "nurse zzyzx"])
def test_names_and_strange_words_are_left_alone_and_said_to_be_found_nowhere(text: str) -> None:
    answer = read(text)
    assert answer.unmatched == (text.split()[-1],)
    assert answer.corrected is answer.did_you_mean is None
    assert len(answer.groups) == 1


def test_the_last_word_may_be_unfinished() -> None:
    assert found_as("warehouse veter", How.PREFIX) == {"veterinari"}
    assert found_as("veter warehouse", How.PREFIX) == set()
    assert found_as("ve", How.PREFIX) == set()


@pytest.mark.parametrize(
    ("typed", "stem"),
    [
        ("fork lift", "forklift"),
        ("co ordinator", "coordinator"),
        ("decision maker", "decisionmaker"),
        ("x ray", "xray"),
        ("a levels", "alevel"),
        ("an A level", "alevel"),
        ("nvq level 3", "level3"),
        ("ware house", "warehous"),
    ],
)
def test_words_written_apart_find_what_is_written_together(typed: str, stem: str) -> None:
    assert stem in found_as(typed, How.EXACT)


def test_a_word_written_together_finds_what_is_written_apart() -> None:
    assert "refus collector" in found_as("refusecollector", How.EXACT)
    assert "veterinari surgeon" in found_as("veterinarysurgeon", How.EXACT)


def test_it_is_the_abbreviation_when_it_counts() -> None:
    assert found_as("IT support", How.EXACT) >= {"it", "support"}
    assert found_as("it jobs", How.EXACT) == {"it"}
    assert words_of("is it hard to become a nurse") == ["nurse"]


def test_phrases_and_exclusions_are_taken_as_they_stand() -> None:
    answer = read('lorry "refuse colector" -bins -"early mornings"')
    assert answer.phrases == ((("refuse", "colector"),),)
    assert set(answer.excluded) == {("bin",), ("earli", "morn")}
    assert [group.word for group in answer.groups] == ["lorry"]
    assert answer.corrected is None


def test_a_single_phrase_is_a_name_and_one_beside_words_is_none() -> None:
    assert read('"Refuse Collectors"').name == ("refus", "collector")
    assert read('"Refuse Collectors" lorry').name == ("lorri",)


def test_an_asterisk_finds_every_word_that_begins_so() -> None:
    assert found_as("warehouse count* stock", How.PREFIX) == set()
    assert found_as("acc* warehouse", How.PREFIX) == {"accountant", "account"}
    assert found_as("midwi*", How.PREFIX) == {"midwiferi"} | (found_as("midwi*", How.PREFIX) & {"midwif"})
    assert read("enginx*").corrected is None
    assert found_as("b* stock", How.PREFIX) == set()


@pytest.mark.parametrize("typed", ["R & D", "R&D", "r & d"])
def test_an_ampersand_between_letters_makes_one_word(typed: str) -> None:
    assert [group.word for group in interpret(typed, Shelf([("R&D rigger", "r&d")]), thesaurus).groups] == [
        typed
    ]


def test_it_and_us_within_a_phrase_are_looked_for_in_either_spelling() -> None:
    either = (("make", "it", "work"), ("make", "it~", "work"))
    assert read('"make it work"').phrases == read('"Make IT work"').phrases == (either,)
    assert read('-"make it work"').excluded == either


def test_it_by_itself_stays_the_abbreviation_in_quotes_and_in_exclusions() -> None:
    assert read('"it" -us').phrases == ((("it",),),)
    assert read('"it" -us').excluded == (("us",),)


def test_a_phrase_of_many_pronouns_is_not_looked_for_in_every_way() -> None:
    (phrase,) = read(f'"{"it " * 20}"').phrases
    assert len(phrase) == 16


def test_a_slip_in_the_library_itself_does_not_hide_the_word_that_was_meant() -> None:
    slipped = Shelf([*SHELF, ("Clerk", "writes to the teecher"), *[("Teacher", "teacher")] * 12])
    answer = interpret("teecher", slipped, thesaurus)
    assert answer.corrected is None
    assert answer.did_you_mean == "teacher"
    assert [one.terms for one in answer.groups[0].alternatives] == [("teacher",), ("teecher",)]
    assert answer.name == ("teacher",)


def test_a_slip_of_a_word_in_names_does_not_hide_it_though_that_is_not_frequent() -> None:
    slipped = Shelf([*SHELF, ("Warden", "runs accomodation"), ("Accommodation manager", "manages")])
    answer = interpret("accomodation", slipped, thesaurus)
    assert answer.did_you_mean == "accommodation"
    assert [one.how for one in answer.groups[0].alternatives] == [How.SPELLING, How.EXACT]


def test_a_typo_in_another_name_never_outranks_the_right_word() -> None:
    stocked = Shelf(
        [*SHELF, ("Glazier", "cuts glass"), ("Window fitter or glasier", "fits panes"), ("Joiner", "glazier")]
    )
    answer = interpret("glasier", stocked, thesaurus)
    right, typo = answer.groups[0].alternatives[:2]
    assert (right.terms, typo.terms) == (("glazier",), ("glasier",))
    assert right.weight > typo.weight
    assert answer.name == ("glazier",)
    assert answer.did_you_mean == "glazier"


@pytest.mark.parametrize("typed", ["parks", "stork", "crash", "monsters", "Parks lorry", "colours"])
def test_a_correctly_spelt_word_is_never_swapped(typed: str) -> None:
    answer = read(typed)
    assert answer.corrected is None
    assert answer.unmatched == (typed.split()[0],)


@pytest.mark.parametrize("typed", ["RDIO", "LRRY", "town LRRY", "rdg"])
def test_an_acronym_is_never_swapped(typed: str) -> None:
    assert read(typed).corrected is None


def test_a_question_in_capitals_is_no_acronym() -> None:
    assert read("POLCE OFFICER").corrected == "police OFFICER"


def test_a_correctly_spelt_word_may_still_be_a_typo_of_a_name() -> None:
    named = Shelf([*SHELF, ("Hotel porter", "carries bags"), ("Porter", "carries more")])
    answer = interpret("hotel porer", named, thesaurus)
    assert answer.name == ("hotel", "porter")
    assert answer.corrected is None


def test_a_misspelt_word_is_read_within_its_family_before_a_stranger() -> None:
    courts = [("Lawyer", "lawyers know the law"), ("Rigger", "lowers and lifts, and lower still")]
    assert interpret("lawers", Shelf(courts), thesaurus).corrected == "lawyers"


def test_a_short_word_is_not_read_as_one_that_begins_otherwise() -> None:
    stamped = Shelf([*SHELF, *[("Post sorter", "post")] * 40])
    assert interpret("pist", stamped, thesaurus).corrected == "post"
    answer = interpret("oost", stamped, thesaurus)
    assert (answer.corrected, answer.did_you_mean) == (None, "post")


@pytest.mark.parametrize("typed", ["mother", "policing", "nursing", "warehouse"])
def test_a_rare_word_that_is_none_is_not_doubted(typed: str) -> None:
    named = Shelf([*SHELF, ("Mothers' helper", "mother"), ("Warehouses", "nurse, police")])
    assert interpret(typed, named, thesaurus).did_you_mean is None


def test_the_beginning_of_a_slip_in_the_library_is_read_as_the_word_that_was_meant() -> None:
    trained = [("Apprentice", "an apprentice in an apprenticeship")] * 10
    slipped = Shelf([*SHELF, *trained, ("Clerk", "the aprenticeship")])
    assert interpret("electrical aprentice", slipped, thesaurus).corrected == "electrical apprentice"
    assert interpret("electrical appren", slipped, thesaurus).corrected is None


@given(st.text(st.one_of(st.characters(), st.sampled_from("\"-' abceinorst")), max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    answer = read(text)
    for group in answer.groups:
        assert group.alternatives
        assert len({one.terms for one in group.alternatives}) == len(group.alternatives)
        assert all(0 < one.weight <= 1 and all(one.terms) for one in group.alternatives)


def test_a_long_question_of_strange_words_is_read_quickly() -> None:
    text = " ".join(f"accountents{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    read(text)
    started = time.perf_counter()
    read(text)
    assert time.perf_counter() - started < 0.5

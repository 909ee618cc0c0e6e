"""What lists show of a profile is what the whole profile says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.environment import environment_of
from indexer.profile import Profile, Section, SectionKind, anchors, summary_of
from tests.contract.library import LIBRARY
from tests.engines.made_up import essays, index, libraries


def assert_same(searcher: WhooshSearcher, profile: Profile) -> None:
    reader = searcher.reader
    document = reader.document[profile.id]
    card = reader.stored_fields(document)
    assert (card.id, card.title, card.category) == (profile.id, profile.title, profile.category)
    assert (card.summary, card.updated) == (summary_of(profile), profile.updated)
    assert card.alternative_titles == profile.alternative_titles
    assert (card.facts, card.environment) == (profile.facts, environment_of(profile))
    assert tuple(one.anchor for one in card.sections) == anchors(profile.sections)
    assert [one.heading for one in card.sections] == [one.heading for one in profile.sections]
    texts = [reader.text(document, section) for section in card.sections]
    assert texts == [section.text for section in profile.sections]


@given(libraries(texts=essays), st.data())
@settings(max_examples=40, deadline=None)
def test_a_card_says_what_its_profile_says_whatever_was_changed(
    library: tuple[Profile, ...], data: st.DataObject
) -> None:
    changed = data.draw(st.sampled_from(library))
    with index((library, ()), ((changed,), ())) as searcher:
        for profile in library:
            assert_same(searcher, profile)


def test_texts_that_stand_in_one_another_are_told_apart() -> None:
    texts = ("a pit", "", "pit", "a pit", "heading", "pit\n\npît")
    sections = tuple(Section(SectionKind.DUTIES, "A pit heading", text, markdown=text * 2) for text in texts)
    profile = Profile(id="miner", title="A pit miner", sections=sections, source="miner.md")
    with index(((*LIBRARY, profile), ())) as searcher:
        assert_same(searcher, profile)


def test_a_page_that_asks_for_one_profile_several_times_decodes_it_once() -> None:
    with index((LIBRARY, ())) as searcher:
        read = searcher.get(LIBRARY[0].id)
        searcher.paths(LIBRARY[0].id)
        searcher.similar(LIBRARY[0].id, 3)
        assert searcher.get(LIBRARY[0].id) is read
        assert searcher.get(LIBRARY[1].id) == LIBRARY[1]
        assert searcher.get(LIBRARY[0].id) == LIBRARY[0]

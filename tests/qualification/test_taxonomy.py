"""The taxonomy as data: complete, consistent, in order, and recognised as it says."""

from __future__ import annotations

import pytest

from indexer.qualification import BY_SLUG, TAXONOMY, Qualification, qualifications_in

SLUGS = (
    "gcse a-level t-level btec nvq vocational-certificate apprenticeship degree-apprenticeship hnc hnd "
    "foundation-degree bachelors postgraduate masters doctorate professional-registration "
    "high-school-diploma associate-degree"
)


def test_the_taxonomy_has_the_kinds_of_the_contract() -> None:
    assert sorted(BY_SLUG) == sorted(SLUGS.split())


def test_kinds_of_a_fixed_level_stand_in_the_order_of_their_levels() -> None:
    levels = [kind.low for kind in TAXONOMY if kind.low is not None and not kind.varies]
    assert levels == sorted(levels)


@pytest.mark.parametrize("kind", TAXONOMY, ids=lambda kind: kind.slug)
def test_a_kind_is_explained_in_sentences(kind: Qualification) -> None:
    assert kind.explanation[0].isupper()
    assert kind.explanation.endswith(".")
    assert 60 <= len(kind.explanation) <= 220


@pytest.mark.parametrize("kind", TAXONOMY, ids=lambda kind: kind.slug)
def test_a_kind_is_recognised_in_every_way_that_visitors_are_shown(kind: Qualification) -> None:
    for written in kind.written:
        for text in (written, f"You will need the following: {written}.", f"{written}, for instance"):
            assert kind.slug in {mention.slug for mention in qualifications_in(text)}, text


@pytest.mark.parametrize("kind", TAXONOMY, ids=lambda kind: kind.slug)
def test_levels_lie_on_the_framework_and_a_broader_kind_exists(kind: Qualification) -> None:
    assert (kind.low is None) == (kind.high is None)
    if kind.low is not None and kind.high is not None:
        assert 1 <= kind.low <= kind.high <= 8
    assert kind.broader is None or kind.broader in BY_SLUG

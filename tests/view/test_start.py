"""What one can have, and what can be started with it, in words."""

from __future__ import annotations

import pytest

from indexer.results import Facet, FacetValue, HitWay
from indexer.ways import Route
from service.view.start import MEANING, STARTED, choices, could_start

COUNTED = Facet("have", "What you have", (FacetValue("2", "GCSEs at 9 to 4", 7),))


def way(route: Route, *, opened: bool | None = True, experience: bool = False) -> HitWay:
    return HitWay(route, (2, 2), experience, opened)


def test_what_can_be_started_is_said_in_the_order_of_the_routes() -> None:
    ways = [way(Route.APPRENTICESHIP), way(Route.COLLEGE), way(Route.UNIVERSITY, opened=False)]
    assert could_start(ways) == "college course, apprenticeship"


def test_what_is_not_known_to_be_open_is_not_said() -> None:
    assert could_start([way(Route.WORK, opened=None), way(Route.DIRECT, opened=False)]) == ""


def test_needed_experience_is_said_beside_what_can_be_started() -> None:
    assert could_start([way(Route.DIRECT, experience=True)]) == "the job itself with experience"


@pytest.mark.parametrize("route", Route)
def test_what_one_starts_by_each_route_has_a_name(route: Route) -> None:
    assert STARTED[route]


def test_every_choice_is_offered_with_its_meaning_and_count() -> None:
    offered = choices(COUNTED, None)
    assert [(choice.value, choice.jobs) for choice in offered] == [
        *(("0", 0), ("1", 0), ("2", 7), ("3", 0), ("5", 0), ("6", 0)),
    ]
    assert all(choice.meaning == MEANING[choice.value] for choice in offered)
    assert not any(choice.selected for choice in offered)


def test_a_level_that_is_not_offered_stands_among_the_choices_while_it_is_chosen() -> None:
    assert [choice.value for choice in choices(COUNTED, 7)] == ["0", "1", "2", "3", "5", "6", "7"]
    assert [choice.label for choice in choices(COUNTED, 7) if choice.selected] == ["Level 7"]

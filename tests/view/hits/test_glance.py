import pytest

from indexer.results import HitWay
from indexer.ways import Route
from service.view.hits.glance import LOWEST, lowest_level, outline, routes_line


def way(route: Route, start: tuple[int, int] | None) -> HitWay:
    return HitWay(route, start, needs_experience=False)


def test_routes_are_named_once_in_their_usual_order() -> None:
    ways = [way(Route.WORK, None), way(Route.COLLEGE, (2, 2)), way(Route.COLLEGE, (3, 3))]
    assert routes_line(ways) == "college, working your way up"
    assert routes_line([]) == ""


def test_of_more_routes_than_fit_a_line_two_are_named_and_the_rest_counted() -> None:
    every = [way(route, None) for route in (Route.OTHER, Route.DIRECT, Route.COLLEGE)]
    assert routes_line(every) == "college, applying directly, other ways"
    assert routes_line([*every, way(Route.VOLUNTEERING, None)]) == "college, applying directly and 2 more"


@pytest.mark.parametrize(("start", "said"), [(0, LOWEST[0]), (6, "from a degree"), (8, "from a doctorate")])
def test_the_lowest_start_of_all_ways_counts(start: int, said: str) -> None:
    ways = [way(Route.WORK, None), way(Route.DIRECT, (8, 8)), way(Route.UNIVERSITY, (start, 8))]
    assert lowest_level(ways) == said


def test_a_level_that_no_text_gives_is_not_made_up() -> None:
    assert lowest_level([way(Route.WORK, None)]) == ""


def test_the_line_of_a_hit_has_what_matters_most_before_what_may_be_cut_off() -> None:
    ways = [way(Route.COLLEGE, (3, 3)), way(Route.APPRENTICESHIP, (2, 2))]
    assert outline(ways, "up to £500 a week") == (
        f"Up to £500 a week\u00a0· {lowest_level(ways)}\u00a0· college, apprenticeship"
    )
    assert outline(ways, started=True) == "from GCSEs at 9\u00a0to\u00a04"
    assert outline([]) == ""

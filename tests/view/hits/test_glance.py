import pytest

from indexer.results import HitWay
from indexer.ways import Route
from service.view.hits.glance import LONGEST_LINE, LOWEST, lowest_level, outline, routes_line


def way(route: Route, start: tuple[int, int] | None) -> HitWay:
    return HitWay(route, start, needs_experience=False)


def test_routes_are_named_once_in_their_usual_order() -> None:
    ways = [way(Route.WORK, None), way(Route.COLLEGE, (2, 2)), way(Route.COLLEGE, (3, 3))]
    assert routes_line(ways) == "college, working your way up"
    assert routes_line([]) == ""


def test_as_many_routes_are_named_as_fit_and_the_rest_are_counted() -> None:
    every = [way(route, None) for route in (Route.OTHER, Route.DIRECT, Route.COLLEGE)]
    assert routes_line(every) == "college, applying directly, other ways"
    assert routes_line(every, 37) == "college, applying directly and 1 more"
    assert routes_line(every, 20) == routes_line(every, 0) == "college and 2 more"


def test_a_line_with_pay_and_level_is_not_longer_than_fits() -> None:
    every = [way(route, (0, 0)) for route in Route]
    line = outline(every, "£24,800 to £132,000 a year")
    assert len(line) <= LONGEST_LINE
    assert line.endswith("university, college and 5 more")
    assert "applying directly" in outline([*every[:3], way(Route.DIRECT, None)])


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

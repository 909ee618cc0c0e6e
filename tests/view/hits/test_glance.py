import pytest

from indexer.results import HitWay
from indexer.ways import Route
from service.view.hits.glance import LOWEST, lowest_level, routes_line


def way(route: Route, start: tuple[int, int] | None) -> HitWay:
    return HitWay(route, start, needs_experience=False)


def test_routes_are_named_once_in_their_usual_order() -> None:
    ways = [way(Route.WORK, None), way(Route.COLLEGE, (2, 2)), way(Route.COLLEGE, (3, 3))]
    assert routes_line(ways) == "College, working your way up"
    assert routes_line([]) == ""


@pytest.mark.parametrize(("start", "said"), [(0, LOWEST[0]), (6, "from a degree"), (8, "from a doctorate")])
def test_the_lowest_start_of_all_ways_counts(start: int, said: str) -> None:
    ways = [way(Route.WORK, None), way(Route.DIRECT, (8, 8)), way(Route.UNIVERSITY, (start, 8))]
    assert lowest_level(ways) == said


def test_a_level_that_no_text_gives_is_not_made_up() -> None:
    assert lowest_level([way(Route.WORK, None)]) == ""

"""The jobs around a profile, as links and as a map."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from indexer.paths import Direction, Step
from service.view.profile.path_map import WIDTH, MapRow, PathMap, path_map
from service.view.profile.paths import MOST, MOST_BEYOND, JobPaths, job_paths

Library = Mapping[str, Sequence[str]]
"""The jobs that each job leads to, or comes from where they begin with a "<"."""

TRADES: Library = {
    "cooper": ["blender", "turner", "<sawyer"],
    "blender": ["taster", "cooper", "turner"],
    "turner": ["carver"],
    "sawyer": ["<feller", "taster"],
}


def around(job: str, library: Library = TRADES) -> JobPaths:
    def steps_of(profile_id: str) -> list[Step]:
        named = library.get(profile_id, ())
        ways = [Direction.COMES_FROM if one.startswith("<") else Direction.LEADS_TO for one in named]
        return [Step(one.lstrip("<"), way, "", 0, (0, 0)) for one, way in zip(named, ways, strict=True)]

    return job_paths(job, steps_of, str.capitalize)


def drawn(job: str, library: Library = TRADES) -> PathMap:
    return path_map(job.capitalize(), around(job, library))


def ids(paths: JobPaths) -> dict[str, list[str]]:
    """The jobs one step away, each with those beyond it, in both directions."""
    return {each.job.id: [job.id for job in each.beyond] for way in paths for each in way}


def names(row: MapRow) -> str:
    return " ".join(line for _, line in row.lines)


def test_jobs_are_shown_up_to_two_steps_away_in_the_same_direction() -> None:
    paths = around("cooper")
    assert [each.job.title for each in paths.leads_to] == ["Blender", "Turner"]
    assert ids(paths) == {"blender": ["taster"], "turner": ["carver"], "sawyer": ["feller"]}


def test_a_job_is_shown_once_and_this_one_never_as_a_step_beyond() -> None:
    circle = {"a": ["b", "c"], "b": ["a", "c", "d"], "c": ["d"]}
    assert ids(around("a", circle)) == {"b": ["d"], "c": []}


def test_only_so_many_jobs_are_shown() -> None:
    many = [f"job-{number}" for number in range(MOST + 3)]
    paths = around("a", {"a": many, "job-0": [f"far-{number}" for number in range(MOST_BEYOND + 2)]})
    assert len(paths.leads_to) == MOST
    assert len(paths.leads_to[0].beyond) == MOST_BEYOND


def test_a_single_job_needs_no_map() -> None:
    assert not around("turner").is_map
    assert around("cooper").is_map


def test_the_map_goes_from_where_people_come_from_down_to_where_it_can_lead() -> None:
    rows = drawn("cooper").rows
    assert [names(row) for row in rows] == [
        *("Feller", "Sawyer", "Cooper", "Blender", "Taster", "Turner", "Carver"),
    ]
    assert [names(row) for row in rows if row.is_this] == ["Cooper"]
    left = [row.x for row in rows]
    assert left[0] == left[4] > left[1] == left[3] > left[2], "the farther, the farther to the right"
    assert [row.y for row in rows] == sorted(row.y for row in rows)


def test_every_other_job_of_the_map_is_joined_by_an_arrow_that_points_to_the_later_one() -> None:
    shown = drawn("cooper")
    by_place = {(row.x, row.y): names(row) for row in shown.rows}
    joined = [(nearest(by_place, start(edge)), nearest(by_place, end(edge))) for edge in shown.edges]
    assert joined == [
        *(("Feller", "Sawyer"), ("Sawyer", "Cooper")),
        *(("Cooper", "Blender"), ("Blender", "Taster"), ("Cooper", "Turner"), ("Turner", "Carver")),
    ]


def start(edge: str) -> tuple[int, int]:
    x, y = map(int, re.findall(r"\d+", edge)[:2])
    return x, y


def end(edge: str) -> tuple[int, int]:
    """The end of a line that ends with Q x y x y, and then with V y or H x."""
    x, y, last = (int(number) for number in re.findall(r"\d+", edge)[-3:])
    return (x, last) if edge.rfind("V") > edge.rfind("H") else (last, y)


def nearest(places: Mapping[tuple[int, int], str], point: tuple[int, int]) -> str:
    return places[min(places, key=lambda place: abs(place[0] - point[0]) + abs(place[1] - point[1]))]


def test_a_long_name_is_broken_into_lines_that_fit() -> None:
    title = "Keeper of the rolls, the seals and the great iron-bound chests of the county"
    shown = path_map(title, around("cooper"))
    (row,) = (row for row in shown.rows if row.is_this)
    assert names(row) == title
    assert len(row.lines) > 1
    assert all(len(line) * 7 < WIDTH for _, line in row.lines)
    heights = [y for each in shown.rows for y, _ in each.lines]
    assert heights == sorted(set(heights)), "no two lines are at the same height"
    assert heights[-1] < shown.height


def test_the_map_says_in_sentences_what_it_shows() -> None:
    assert drawn("cooper").text == (
        "People come to Cooper from: Sawyer, before that Feller. "
        "Cooper can lead to: Blender, and from there to Taster; Turner, and from there to Carver."
    )
    assert drawn("turner").text == "Turner can lead to: Carver."


def test_a_name_is_wrapped_where_a_wide_font_would_leave_the_map() -> None:
    titles = ["conservation officer (freshwaters)", "lift maintenance engineering manager"]
    here = "installation planning superintendent"
    for row in drawn(here, {here: titles, titles[0]: ["river warden"]}).rows:
        widest = 9 if row.is_this else 8.1
        assert all(row.name_at + widest * len(line) <= WIDTH for _, line in row.lines), row

"""Searches that found nothing: what is kept of them, and that nothing is lost between workers."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.editors import missed
from service.editors.missed import NAME, MissedSearches, place_of

Client = Callable[..., TestClient]


@pytest.fixture
def searches(tmp_path: Path) -> MissedSearches:
    return MissedSearches(tmp_path / NAME)


def counts(searches: MissedSearches) -> dict[str, int]:
    return {each.text: each.count for each in searches.most()}


def test_searches_are_counted_most_first_and_outlive_the_process(searches: MissedSearches) -> None:
    for text in ("thatcher", "Lion  Tamer", "lion tamer ", "LION TAMER"):
        searches.note((text,))
    again = MissedSearches(searches.path)
    assert list(counts(again).items()) == [("lion tamer", 3), ("thatcher", 1)]
    assert again.most(1)[0].last == dt.datetime.now(dt.UTC).date()


@pytest.mark.parametrize(
    "text",
    [
        *("ann@example.org", "ann [at] x@y", "07700 900123", "+44 (0)20 7946 0958", "12/03/1999"),
        *("SW1A 2AA", "qq 12 34 56 c", "https://example.org/ann", "www.example.org", "x" * 81, "  "),
    ],
)
def test_what_may_be_about_a_person_is_not_kept(searches: MissedSearches, text: str) -> None:
    searches.note((text,))
    assert counts(searches) == {}
    assert not searches.path.exists()


@pytest.mark.parametrize("text", ["level 3", "3d artist", "c++", "999 operator", "b2b sales", "gcse 9 to 4"])
def test_a_search_with_a_few_digits_is_kept(searches: MissedSearches, text: str) -> None:
    searches.note((text,))
    assert counts(searches) == {text: 1}


def test_the_file_stays_small_and_keeps_what_is_missed_most(
    searches: MissedSearches, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(missed, "SIZE", 2_000)
    monkeypatch.setattr(missed, "KEPT", 20)
    for number in range(300):
        searches.note(("lion tamer", f"job number {number}"))
        assert searches.path.stat().st_size < 2_200
    assert next(iter(counts(searches).items())) == ("lion tamer", 300)


def test_a_line_that_was_torn_loses_only_itself(searches: MissedSearches) -> None:
    searches.note(("thatcher",))
    with searches.path.open("ab") as file:
        file.write(b'["lion tam')
    searches.note(("thatcher",))
    assert counts(searches) == {"thatcher": 2}


def note_often(path: Path, times: int) -> None:
    """Note one search often, in a file that is written anew all the time."""
    missed.SIZE = 500
    for _ in range(times):
        MissedSearches(path).note(("lion tamer", "thatcher"))


def test_workers_lose_nothing_to_one_another(searches: MissedSearches) -> None:
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=note_often, args=(searches.path, 150)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert counts(searches) == {"lion tamer": 600, "thatcher": 600}


def test_a_file_that_cannot_be_written_fails_no_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    searches = MissedSearches(tmp_path / "gone" / NAME)
    for _ in range(3):
        searches.note(("thatcher",))
    assert capsys.readouterr().out.count("missed searches cannot be kept") == 1
    assert searches.most() == []


def test_the_file_is_with_the_index_or_in_the_run_folder(tmp_path: Path) -> None:
    assert place_of(str(tmp_path), "run") == tmp_path / NAME
    assert place_of(str(tmp_path / "none"), str(tmp_path)) == tmp_path / NAME
    assert place_of(str(tmp_path / "none"), "") is None


def test_searches_of_pages_and_of_the_api_are_counted_whether_cached_or_not(
    serve: Client, tmp_path: Path
) -> None:
    client = serve(index=str(tmp_path / "none"), engine=f"whoosh:{built(tmp_path)}", run_folder=str(tmp_path))
    for address in ("/?q=zzzqqq", "/api/v1/search?q=zzzqqq", "/?q=zzzqqq"):
        client.get(address)
    client.get("/?q=baker+xylophonist")
    client.get("/?q=baker&category=Healthcare&exact=1")
    assert counts(MissedSearches(tmp_path / NAME)) == {"zzzqqq": 3, "xylophonist": 1}


def built(folder: Path) -> Path:
    from tests.service.conftest import build, library

    build(folder / "built", library())
    return folder / "built"

import datetime as dt
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from watchfiles import Change

from indexer import schedule
from indexer.updating import watch as watching
from indexer.updating.watch import matters, watch

PATIENCE = 5.0


class Builds:
    """Counts builds, and remembers when the last one began."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.works = True
        self.seconds = 0.0

    def __call__(self) -> bool:
        self.times.append(time.monotonic())
        time.sleep(self.seconds)
        return self.works

    def wait_for(self, count: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while len(self.times) < count:
            assert time.monotonic() < deadline, f"{len(self.times)} builds, not {count}"
            time.sleep(0.01)


@contextmanager
def watched(*roots: Path) -> Iterator[Builds]:
    """Watch until the end, after the build that a watch begins with."""
    builds, stop = Builds(), threading.Event()
    thread = threading.Thread(target=watch, args=(roots, builds, stop))
    thread.start()
    try:
        builds.wait_for(1)
        yield builds
    finally:
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "TICK_MS", 40)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "baker.md").write_text("# Baker")
    return folder


def settled(builds: Builds) -> int:
    """How many builds there were, once nothing more comes."""
    time.sleep(0.3)
    return len(builds.times)


def save_in_place(path: Path) -> None:
    path.write_text("# Changed")


def save_by_renaming(path: Path) -> None:
    aside = path.with_name(f".{path.name}.tmp")
    aside.write_text("# Changed")
    aside.rename(path)


def save_with_a_backup(path: Path) -> None:
    path.rename(path.with_name(path.name + "~"))
    path.write_text("# Changed")
    path.with_name(path.name + "~").unlink()


def remove(path: Path) -> None:
    path.unlink()


def add(path: Path) -> None:
    path.with_name("roofer.md").write_text("# Roofer")


def add_a_folder(path: Path) -> None:
    (path.parent / "trades").mkdir()
    (path.parent / "trades" / "roofer.md").write_text("# Roofer")


def list_a_synonym(path: Path) -> None:
    path.with_name("synonyms.toml").write_text("")


def take_a_folder_away(path: Path) -> None:
    path.parent.joinpath("v1.2").rename(path.parent.with_name("elsewhere"))


@pytest.mark.parametrize(
    "edit",
    [
        save_in_place,
        save_by_renaming,
        save_with_a_backup,
        remove,
        add,
        add_a_folder,
        list_a_synonym,
        take_a_folder_away,
    ],
)
def test_every_way_to_save_ends_in_one_build(library: Path, edit: Callable[[Path], None]) -> None:
    (library / "v1.2").mkdir()
    with watched(library) as builds:
        edit(library / "baker.md")
        builds.wait_for(2)
        assert settled(builds) == 2


def test_a_build_begins_within_a_fifth_of_a_second_of_the_save(library: Path) -> None:
    with watched(library) as builds:
        saved = time.monotonic()
        save_in_place(library / "baker.md")
        builds.wait_for(2)
        assert builds.times[1] - saved < 0.2


def test_what_editors_leave_beside_a_file_is_not_content(library: Path) -> None:
    with watched(library) as builds:
        for name in (".baker.md.swp", "baker.md~", "baker.md.tmp", "4913", "notes.pdf"):
            (library / name).write_text("...")
        (library / ".git").mkdir()
        (library / ".git" / "index.md").write_text("...")
        assert settled(builds) == 1


def test_a_burst_of_five_hundred_files_is_one_build(library: Path) -> None:
    with watched(library) as builds:
        for number in range(500):
            (library / f"profile-{number}.md").write_text(f"# Profile {number}")
        builds.wait_for(2)
        assert settled(builds) == 2


def test_what_changes_during_a_build_is_built_afterwards(library: Path) -> None:
    with watched(library) as builds:
        builds.seconds = 0.3
        save_in_place(library / "baker.md")
        builds.wait_for(2)
        save_in_place(library / "baker.md")
        builds.wait_for(3)
        assert settled(builds) == 3


def test_a_folder_that_vanishes_and_comes_back_is_built_and_watched_again(library: Path) -> None:
    with watched(library) as builds:
        away = library.with_name("away")
        library.rename(away)
        time.sleep(0.2)
        before = len(builds.times)
        away.rename(library)
        builds.wait_for(before + 1)
        before = settled(builds)
        save_in_place(library / "baker.md")
        builds.wait_for(before + 1)


def test_a_folder_that_is_made_anew_is_watched(library: Path) -> None:
    with watched(library) as builds:
        shutil.rmtree(library)
        library.mkdir()
        time.sleep(0.2)
        before = settled(builds)
        add(library / "baker.md")
        builds.wait_for(before + 1)


def test_a_link_that_moves_to_another_release_is_followed(tmp_path: Path) -> None:
    for release in ("one", "two"):
        (tmp_path / release).mkdir()
    link, fresh = tmp_path / "library", tmp_path / "fresh"
    link.symlink_to("one")
    with watched(link) as builds:
        fresh.symlink_to("two")
        fresh.replace(link)
        builds.wait_for(2)
        before = settled(builds)
        add(link / "baker.md")
        builds.wait_for(before + 1)


def test_a_folder_may_appear_after_the_watch_began(tmp_path: Path) -> None:
    builds, stop = Builds(), threading.Event()
    thread = threading.Thread(target=watch, args=([tmp_path / "later"], builds, stop))
    thread.start()
    time.sleep(0.3)
    assert builds.times == []
    (tmp_path / "later").mkdir()
    builds.wait_for(1)
    stop.set()
    thread.join(PATIENCE)


@pytest.mark.parametrize("edit", [save_in_place, save_by_renaming])
def test_a_root_may_be_a_file(tmp_path: Path, edit: Callable[[Path], None]) -> None:
    (tmp_path / "records.jsonl").write_text("{}")
    with watched(tmp_path / "records.jsonl") as builds:
        for count in (2, 3):
            edit(tmp_path / "records.jsonl")
            builds.wait_for(count)
            assert settled(builds) == count


def test_a_build_that_could_not_be_done_is_tried_again(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "RETRY", 0.3)
    with watched(library) as builds:
        builds.works = False
        save_in_place(library / "baker.md")
        builds.wait_for(4)
        assert builds.times[3] - builds.times[2] > builds.times[2] - builds.times[1]
        builds.works = True
        builds.wait_for(5)
        assert settled(builds) == 5


def test_a_new_day_is_built_though_nothing_changed(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = dt.date(2031, 5, 10)
    monkeypatch.setattr(schedule, "today", lambda: day)
    with watched(library) as builds:
        assert settled(builds) == 1
        day = dt.date(2031, 5, 11)
        builds.wait_for(2)
        assert settled(builds) == 2


def test_a_watch_in_a_hidden_folder_sees_its_files() -> None:
    assert matters([Path("/home/.cache/library")], Change.modified, "/home/.cache/library/baker.md")
    assert not matters([Path("/home/.cache/library")], Change.modified, "/home/.cache/library/.git/HEAD")


def test_an_index_within_the_library_is_no_content_and_wakes_nobody(tmp_path: Path) -> None:
    index = tmp_path / "shelves" / "index"
    (index / "generations" / "g00000001").mkdir(parents=True)
    assert matters([tmp_path], Change.added, str(index))
    (index / "lock").touch()
    (index / "generations" / "g00000001" / "words.txt").touch()
    for path in (index, index / "lock", index / "generations" / "g00000001" / "words.txt"):
        assert not matters([tmp_path], Change.added, str(path))
    assert not matters([tmp_path], Change.deleted, str(index / "report.json.new"))
    assert matters([tmp_path], Change.added, str(tmp_path / "shelves" / "words.txt"))
    assert matters([index], Change.added, str(index / "words.txt"))

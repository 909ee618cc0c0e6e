import datetime as dt
import errno
import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from indexer.errors import IndexDamaged, IndexFailure, IndexLocked, IndexMissing, IndexRefused
from indexer.generations.disk import Disk
from indexer.generations.draft import Contents
from indexer.generations.generations import Generations
from indexer.generations.hashes import TRUSTED
from indexer.generations.last_report import LastReport
from indexer.generations.manifest import MANIFEST, Manifest
from indexer.report import Report

REPORT = Report(started=dt.datetime(2026, 5, 4, 9, 30, tzinfo=dt.UTC), seconds=1.5, generation="g00000001")


class Fill:
    """Writes files into a generation, and remembers what it found there."""

    def __init__(self, files: dict[str, str], objections: tuple[str, ...] = ()) -> None:
        self.files = files
        self.objections = objections
        self.found: dict[str, str] = {}
        self.looked_at: Manifest | None = None

    def __call__(self, folder: Path) -> Contents:
        self.found = contents(folder)
        for name, text in self.files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text)
        return Contents(profiles=len(self.files), schema_version="1", content_hash="c")


class OfAnotherVersion(Fill):
    """Fills a generation as another version of the program does."""

    def __call__(self, folder: Path) -> Contents:
        return msgspec.structs.replace(super().__call__(folder), schema_version="0")


class Interrupted(Fill):
    """Is interrupted when it has written its files."""

    def __call__(self, folder: Path) -> Contents:
        super().__call__(folder)
        raise KeyboardInterrupt


def publish(generations: Generations, fill: Fill, *, base: str | None = None) -> str:
    """Fill a draft, seal it, look at it, publish it: what an engine does."""
    with generations.draft(base) as draft:
        manifest = draft.seal(fill(draft.folder))
        assert contents(draft.folder).keys() == {*manifest.files, MANIFEST}
        fill.looked_at = manifest
        if fill.objections:
            raise IndexRefused(fill.objections)
        return draft.publish()


def contents(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): p.read_text() for p in folder.rglob("*") if p.is_file()}


def left_in(root: Path) -> set[str]:
    return {p.name for p in root.iterdir()} | {p.name for p in (root / "generations").iterdir()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "index"


@pytest.fixture
def generations(root: Path) -> Generations:
    return Generations(root)


def test_an_index_folder_that_is_not_there_has_no_generation(generations: Generations) -> None:
    assert generations.current() is None
    assert generations.newest_good() == (None, ())
    assert generations.last_report() is None
    assert generations.names() == []


def test_a_published_generation_is_current_and_whole(generations: Generations) -> None:
    name = publish(generations, Fill({"a": "one", "below/b": "two"}))
    assert name == "g00000001" == generations.current()
    manifest = generations.verify(name)
    assert manifest.generation == name
    assert manifest.profiles == 2
    assert manifest.files.keys() == {"a", "below/b"}
    assert dt.datetime.now(dt.UTC) - manifest.built < dt.timedelta(minutes=1)
    assert generations.newest_good() == (name, ())


def test_current_is_a_relative_link_so_that_the_folder_can_move(
    generations: Generations, tmp_path: Path
) -> None:
    publish(generations, Fill({"a": "one"}))
    generations.root.rename(tmp_path / "elsewhere")
    assert Generations(tmp_path / "elsewhere").newest_good() == ("g00000001", ())


def test_an_update_starts_from_a_copy_that_is_no_hard_link(generations: Generations) -> None:
    first = publish(generations, Fill({"a": "one", "below/b": "two"}))
    update = Fill({"a": "changed"})
    second = publish(generations, update, base=first)
    assert update.found == {"a": "one", "below/b": "two"}
    assert generations.verify(second).files["below/b"] == generations.verify(first).files["below/b"]
    assert generations.verify(second).files["a"] != generations.verify(first).files["a"]
    inodes = {(generations.folder(name) / "below/b").stat().st_ino for name in (first, second)}
    assert len(inodes) == 2


def test_a_change_of_the_same_size_in_a_copied_file_is_sealed_as_it_is(generations: Generations) -> None:
    first = publish(generations, Fill({"a": "one"}))
    second = publish(generations, Fill({"a": "two"}), base=first)
    generations.verify(second)
    assert (generations.folder(second) / "a").read_text() == "two"


def test_a_build_from_nothing_finds_an_empty_folder(generations: Generations) -> None:
    publish(generations, Fill({"a": "one"}))
    afresh = Fill({"b": "two"})
    assert generations.verify(publish(generations, afresh)).files.keys() == {"b"}
    assert afresh.found == {}


def test_a_draft_is_looked_at_with_its_manifest_before_it_is_named(generations: Generations) -> None:
    fill = Fill({"a": "one"})
    publish(generations, fill)
    assert fill.looked_at == generations.verify("g00000001")


def test_a_draft_that_is_objected_to_changes_nothing(generations: Generations) -> None:
    publish(generations, Fill({"a": "one"}))
    before = left_in(generations.root)
    with pytest.raises(IndexRefused, match="too few") as refused:
        publish(generations, Fill({"a": "two"}, objections=("too few",)))
    assert refused.value.objections == ("too few",)
    assert generations.newest_good() == ("g00000001", ())
    assert left_in(generations.root) == before


def test_an_error_while_filling_changes_nothing(generations: Generations) -> None:
    publish(generations, Fill({"a": "one"}))
    before = left_in(generations.root)

    with pytest.raises(KeyboardInterrupt):
        publish(generations, Interrupted({"half": "..."}))
    assert left_in(generations.root) == before
    assert publish(generations, Fill({"a": "two"})) == "g00000002"


def test_a_draft_that_nobody_published_changes_nothing(generations: Generations) -> None:
    publish(generations, Fill({"a": "one"}))
    before = left_in(generations.root)
    with generations.draft() as draft:
        (draft.folder / "a").write_text("two")
    assert left_in(generations.root) == before


def test_the_newest_three_are_kept(generations: Generations) -> None:
    for number in range(5):
        publish(generations, Fill({"a": str(number)}))
    assert generations.names() == ["g00000003", "g00000004", "g00000005"]


def test_what_a_killed_build_left_is_swept_by_the_next(generations: Generations) -> None:
    publish(generations, Fill({"a": "one"}))
    for orphan in ("generations/building/deep", "generations/retired", "generations/anything"):
        (generations.root / orphan).mkdir(parents=True)
    (generations.root / "current.new").symlink_to("generations/g00000009")
    (generations.root / "report.json.new").write_text("{")
    publish(generations, Fill({"a": "two"}))
    assert left_in(generations.root) == {"generations", "lock", "current", "g00000001", "g00000002"}


def test_a_generation_that_never_served_goes_with_the_next_build(
    generations: Generations,
) -> None:
    publish(generations, Fill({"a": "one"}))
    publish(generations, Fill({"a": "two"}))
    (generations.root / "current").unlink()
    (generations.root / "current").symlink_to("generations/g00000001")
    assert publish(generations, Fill({"a": "three"})) == "g00000003"
    assert generations.names() == ["g00000001", "g00000003"]


# Damage


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda folder: (folder / "a").write_text("eno"), "a has changed since it was written"),
        (lambda folder: (folder / "a").write_text("on"), "a has 2 bytes, not 3"),
        (lambda folder: (folder / "a").unlink(), "a is missing"),
        (lambda folder: (folder / "stray").touch(), "stray does not belong to it"),
        (lambda folder: (folder / "stray").symlink_to("a"), "stray is neither a file nor a folder"),
        (lambda folder: os.mkfifo(folder / "stray"), "stray is neither a file nor a folder"),
        (lambda folder: (folder / MANIFEST).unlink(), "No such file or directory"),
        (lambda folder: (folder / MANIFEST).write_text("{"), "cannot be read"),
        (lambda folder: (folder / MANIFEST).write_bytes(b"\xff"), "cannot be read"),
    ],
)
def test_damage_is_named_and_the_generation_before_serves(
    generations: Generations, damage: Callable[[Path], object], said: str
) -> None:
    for text in ("one", "two"):
        publish(generations, Fill({"a": text}))
    damage(generations.folder("g00000002"))
    with pytest.raises(IndexDamaged, match="g00000002 is damaged: .*" + said):
        generations.verify("g00000002")
    name, problems = generations.newest_good()
    assert name == "g00000001"
    assert len(problems) == 1
    assert said in problems[0]


def test_every_changed_byte_of_a_manifest_is_noticed(generations: Generations) -> None:
    publish(generations, Fill({"a": "one"}))
    path = generations.folder("g00000001") / MANIFEST
    good = path.read_bytes()
    for place in range(len(good)):
        path.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        with pytest.raises(IndexDamaged):
            generations.verify("g00000001")


def test_a_generation_under_another_name_is_refused(generations: Generations) -> None:
    publish(generations, Fill({"a": "one"}))
    generations.folder("g00000001").rename(generations.folder("g00000007"))
    with pytest.raises(IndexDamaged, match="its manifest belongs to g00000001"):
        generations.verify("g00000007")


def test_where_nothing_is_good_every_problem_is_told(generations: Generations) -> None:
    for text in ("one", "two"):
        publish(generations, Fill({"a": text}))
    for each in generations.names():
        (generations.folder(each) / "a").unlink()
    name, problems = generations.newest_good()
    assert name is None
    assert [problem[:9] for problem in problems] == ["g00000002", "g00000001"]


def test_a_current_that_points_nowhere_is_a_problem_and_the_newest_serves(generations: Generations) -> None:
    for text in ("one", "two"):
        publish(generations, Fill({"a": text}))
    (generations.root / "current").unlink()
    name, problems = generations.newest_good()
    assert name == "g00000002"
    assert "current leads to no generation" in problems[0]
    (generations.root / "current").symlink_to("generations/g00000099")
    assert generations.newest_good()[0] == "g00000002"
    assert publish(generations, Fill({"a": "three"})) == "g00000100"
    assert generations.newest_good() == ("g00000100", ())


def test_damage_does_not_travel_into_the_next_generation(generations: Generations) -> None:
    first = publish(generations, Fill({"a": "one", "b": "two"}))
    (generations.folder(first) / "b").write_text("owt")
    with pytest.raises(IndexDamaged, match="b has changed since it was written"):
        publish(generations, Fill({"a": "three"}), base=first)
    assert generations.names() == [first]


# Going back


def test_rollback_serves_the_generation_before(generations: Generations) -> None:
    for text in ("one", "two"):
        publish(generations, Fill({"a": text}))
    assert generations.rollback() == "g00000001"
    assert generations.newest_good() == ("g00000001", ())


def test_a_build_after_a_rollback_takes_a_new_name_and_drops_what_was_gone_back_from(
    generations: Generations,
) -> None:
    for text in ("one", "two"):
        publish(generations, Fill({"a": text}))
    generations.rollback()
    assert publish(generations, Fill({"a": "three"})) == "g00000003"
    assert generations.rollback() == "g00000001"


def test_rollback_passes_over_a_damaged_generation(generations: Generations) -> None:
    for text in ("one", "two", "three"):
        publish(generations, Fill({"a": text}))
    (generations.folder("g00000002") / "a").unlink()
    assert generations.rollback() == "g00000001"


def test_rollback_says_when_there_is_nothing_to_go_back_to(generations: Generations) -> None:
    with pytest.raises(IndexMissing, match=r"there is no index at .* yet"):
        generations.rollback()
    publish(generations, Fill({"a": "one"}))
    with pytest.raises(IndexFailure, match="no good generation before g00000001"):
        generations.rollback()
    assert generations.current() == "g00000001"


def test_a_damaged_current_serves_what_is_older_rather_than_what_was_gone_back_from(
    generations: Generations,
) -> None:
    for text in ("one", "two", "three"):
        publish(generations, Fill({"a": text}))
    generations.rollback()
    (generations.folder("g00000002") / "a").unlink()
    assert generations.newest_good()[0] == "g00000001"


# One writer


def test_a_second_writer_is_told_which_process_writes_and_since_when(generations: Generations) -> None:
    other = Generations(generations.root)
    with generations.lock():
        began = time.monotonic()
        with (
            pytest.raises(IndexLocked, match=rf"process {os.getpid()} since \d{{4}}-\d\d-\d\dT"),
            other.lock(0.2),
        ):
            pass
        assert 0.2 <= time.monotonic() - began < 2
    with other.lock(0):
        pass


def test_a_writer_waits_a_moment_for_another_to_end(generations: Generations) -> None:
    other = Generations(generations.root)
    ready = threading.Event()

    def write() -> None:
        with generations.lock():
            ready.set()
            time.sleep(0.2)

    thread = threading.Thread(target=write)
    thread.start()
    ready.wait(5)
    with other.lock(5):
        pass
    thread.join()


def test_threads_of_one_process_write_one_after_the_other(generations: Generations) -> None:
    with generations.lock():
        caught: list[IndexLocked] = []

        def write() -> None:
            try:
                with generations.lock(0.1):
                    raise AssertionError
            except IndexLocked as error:
                caught.append(error)

        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert len(caught) == 1


def test_who_holds_the_lock_may_publish_under_it(generations: Generations) -> None:
    with generations.lock():
        publish(generations, Fill({"a": "one"}))
        with pytest.raises(IndexLocked), Generations(generations.root).lock(0):
            pass


def test_the_lock_dies_with_its_process(generations: Generations) -> None:
    code = (
        "import sys, time; from pathlib import Path\n"
        "from indexer.generations.generations import Generations\n"
        "with Generations(Path(sys.argv[1])).lock(): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(generations.root)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(IndexLocked, match=f"process {process.pid} "), generations.lock(0):
            pass
        process.kill()
    with generations.lock(1):
        pass


# Reports


def test_a_report_is_kept_and_replaced(generations: Generations) -> None:
    generations.record(REPORT)
    assert generations.last_report() == REPORT
    generations.record(Report(REPORT.started, 2, "g00000002", added=("a.md",)))
    report = Generations(generations.root).last_report()
    assert report is not None
    assert report.added == ("a.md",)


def test_a_report_is_read_once_and_again_when_another_process_has_replaced_it(
    generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    decoded = LastReport._decoded

    def reading(report: LastReport) -> Report | None:
        read.append(report.path)
        return decoded(report)

    monkeypatch.setattr(LastReport, "_decoded", reading)
    another = Generations(generations.root)
    for seconds in (1, 2, 2):
        another.record(Report(REPORT.started, seconds, "g00000001"))
        for _ in range(5):
            report = generations.last_report()
            assert report is not None
            assert report.seconds == seconds
    assert len(read) == 3


def test_a_report_that_cannot_be_kept_leaves_the_one_before(generations: Generations) -> None:
    generations.record(REPORT)
    before = left_in(generations.root)
    failing = Generations(generations.root, Failing("sync", OSError(28, "No space left on device")))
    with pytest.raises(IndexFailure, match="No space left on device"):
        failing.record(Report(REPORT.started, 2, "g00000002"))
    assert left_in(generations.root) == before
    assert generations.last_report() == REPORT


def test_a_damaged_report_is_said_and_harms_nothing(
    generations: Generations, caplog: pytest.LogCaptureFixture
) -> None:
    generations.record(REPORT)
    (generations.root / "report.json").write_bytes(b"\xff{")
    assert generations.last_report() is None
    assert "the last build is not known" in caplog.text


# Permissions and want of means


def test_a_folder_that_can_be_made_is_writable(generations: Generations) -> None:
    assert generations.writable
    publish(generations, Fill({"a": "one"}))
    assert generations.writable


class Failing(Disk):
    """A disk on which one operation fails."""

    def __init__(self, operation: str, error: OSError) -> None:
        self._operation = operation
        self._error = error

    def __getattribute__(self, name: str) -> object:
        if name == object.__getattribute__(self, "_operation"):
            raise object.__getattribute__(self, "_error")
        return object.__getattribute__(self, name)


@pytest.mark.parametrize("operation", ["make", "write", "copy", "sync", "rename", "link"])
def test_a_disk_that_fails_is_said_in_one_sentence_and_changes_nothing(
    generations: Generations, operation: str
) -> None:
    publish(generations, Fill({"a": "one"}))
    before = left_in(generations.root)
    failing = Generations(generations.root, Failing(operation, OSError(28, "No space left on device")))
    with pytest.raises(IndexFailure, match=r"index at .* cannot be written: No space left on device"):
        publish(failing, Fill({"a": "two"}), base="g00000001")
    assert left_in(generations.root) == before
    assert generations.newest_good() == ("g00000001", ())


def test_an_old_generation_that_cannot_be_removed_is_said_and_stops_no_build(
    generations: Generations, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(3):
        publish(generations, Fill({"a": str(number)}))
    failing = Generations(generations.root, Failing("remove", PermissionError(13, "Permission denied")))
    assert publish(failing, Fill({"a": "four"})) == "g00000004"
    assert generations.newest_good() == ("g00000004", ())
    assert "retired could not be removed: Permission denied" in caplog.text


def test_going_back_where_there_is_no_index_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        Generations(tmp_path / "nowhere").rollback()
    assert not (tmp_path / "nowhere").exists()


# A copy that followed links


def test_a_current_that_is_a_folder_is_told_and_made_a_link_by_the_next_build(
    generations: Generations, caplog: pytest.LogCaptureFixture
) -> None:
    name = publish(generations, Fill({"a": "one"}))
    (generations.root / "current").unlink()
    shutil.copytree(generations.folder(name), generations.root / "current")
    good, problems = generations.newest_good()
    assert good == name
    assert "is a folder, because a copy followed links" in problems[0]
    assert publish(generations, Fill({"a": "two"}), base=good) == generations.current() == "g00000002"
    assert "made it a link again" in caplog.text
    assert generations.newest_good() == ("g00000002", ())


def test_a_folder_of_somebody_else_in_the_place_of_current_is_never_removed(generations: Generations) -> None:
    publish(generations, Fill({"a": "one"}))
    (generations.root / "current").unlink()
    (generations.root / "current").mkdir()
    (generations.root / "current" / "mine.txt").write_text("mine")
    with pytest.raises(IndexFailure, match="but not a generation; move it away and build again"):
        publish(generations, Fill({"a": "two"}))
    assert (generations.root / "current" / "mine.txt").read_text() == "mine"


def fixed(generations: Generations) -> Generations:
    """The generations of the same folder, in which no file below `kept` is ever changed."""
    return Generations(generations.root, is_fixed=lambda name: name.startswith("kept/"))


def inodes_of(generations: Generations, name: str) -> list[int]:
    return [(generations.folder(each) / name).stat().st_ino for each in generations.names()]


def three(generations: Generations) -> Generations:
    """Three generations with a file that is never changed and one that may be."""
    shared = fixed(generations)
    publish(shared, Fill({"kept/a": "one", "b": "one"}))
    publish(shared, Fill({"b": "two"}), base="g00000001")
    publish(shared, Fill({"b": "three"}), base="g00000002")
    return shared


def test_a_fixed_file_is_shared_with_the_generation_before_the_one_before(generations: Generations) -> None:
    shared = three(generations)
    first, second, third = inodes_of(shared, "kept/a")
    assert first == third != second
    assert len(set(inodes_of(shared, "b"))) == 3
    publish(shared, Fill({"b": "four"}), base="g00000003")
    assert inodes_of(shared, "kept/a") == [second, third, second]


@pytest.mark.parametrize("name", ["g00000002", "g00000003"])
def test_damage_to_one_copy_of_a_shared_file_leaves_a_generation_whole(
    generations: Generations, name: str
) -> None:
    three(generations)
    (generations.folder(name) / "kept/a").write_text("eno")
    good, problems = Generations(generations.root).newest_good()
    assert good == {"g00000002": "g00000003", "g00000003": "g00000002"}[name]
    assert bool(problems) == (name == "g00000003")


def test_a_damaged_file_is_not_shared(generations: Generations) -> None:
    three(generations)
    (generations.folder("g00000002") / "kept/a").write_text("eno")
    shared = fixed(generations)
    fourth = publish(shared, Fill({"b": "four"}), base="g00000003")
    assert Generations(generations.root).verify(fourth).generation == fourth
    assert inodes_of(shared, "kept/a")[-1] not in inodes_of(shared, "kept/a")[:-1]


def test_damage_to_a_shared_file_stops_the_update_that_begins_with_it(generations: Generations) -> None:
    shared = three(generations)
    (generations.folder("g00000003") / "kept/a").write_text("eno")
    with pytest.raises(IndexDamaged, match=r"g00000003 is damaged: kept/a has changed"):
        publish(shared, Fill({"b": "four"}), base="g00000003")
    assert shared.newest_good()[0] == "g00000002"


def test_where_files_cannot_be_shared_they_are_copied(
    generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    shared = three(generations)
    assert len(set(inodes_of(shared, "kept/a"))) == 3
    assert shared.newest_good() == ("g00000003", ())


def test_a_file_that_was_read_is_not_read_again_until_it_changes(
    generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = publish(generations, Fill({"a": "one"}))
    os.utime(generations.folder(name) / "a", (1_000_000, 1_000_000))
    generations.verify(name)
    with monkeypatch.context() as reading:
        reading.setattr(hashlib, "file_digest", None)
        generations.verify(name)
        reading.setattr(time, "monotonic", lambda clock=time.monotonic: clock() + TRUSTED)
        with pytest.raises(TypeError):
            generations.verify(name)
    (generations.folder(name) / "a").write_text("two")
    with pytest.raises(IndexDamaged, match="a has changed"):
        generations.verify(name)


def test_a_file_that_was_written_just_now_is_read_each_time(
    generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = publish(generations, Fill({"a": "one"}))
    generations.verify(name)
    monkeypatch.setattr(hashlib, "file_digest", None)
    with pytest.raises(TypeError):
        generations.verify(name)


def test_an_index_does_not_go_back_to_a_generation_of_another_version(tmp_path: Path) -> None:
    generations = Generations(tmp_path, version="1")
    good = publish(generations, Fill({"a": "1"}))
    other = publish(Generations(tmp_path), OfAnotherVersion({"a": "2"}))
    last = publish(generations, Fill({"a": "3"}))
    with pytest.raises(IndexFailure, match=f"{other} cannot be served, because it was made by another"):
        generations.rollback(other)
    assert generations.current() == last
    assert {each.name: each.problem for each in generations.history()} == {
        last: "",
        other: "it was made by another version",
        good: "",
    }
    assert generations.rollback() == good, "the newest before it that can be served"

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pytest

from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import CorpusError, IndexLocked, UsageError
from indexer.library.corpus import Corpus
from indexer.profile import Profile
from indexer.query import Query
from indexer.report import Report
from indexer.updating.acceptance import GoldenQuery
from indexer.updating.difference import difference_of
from indexer.updating.sync import sync


class Library:
    """A folder of profiles, and what is indexed of it."""

    def __init__(self, place: Path) -> None:
        self.folder = place / "library"
        self.folder.mkdir()
        self.index = place / "index"
        self.engine = WhooshEngine(self.index)

    def write(self, name: str, text: str = "You bake bread.") -> None:
        """Write a profile; its title is its file's name."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        title = path.stem.replace("-", " ").capitalize()
        path.write_text(f"---\ntitle: {title}\n---\n\n{text}\n", encoding="utf-8")

    def break_(self, name: str) -> None:
        """Make a profile one that cannot be read."""
        (self.folder / name).write_bytes(b"---\ntitle: [\n---\n\n\xff\n")

    def sync(self, **options: object) -> Report:
        """Bring the index up to date."""
        return sync(Corpus([self.folder]), self.engine, **options)  # type: ignore[arg-type]

    def found(self, text: str) -> list[str]:
        """The ids that a question finds."""
        return sorted(hit.id for hit in self.engine.searcher().search(Query(text=text, exact=True)).hits)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path)
    for name in ("baker.md", "roofer.md", "welder.md"):
        library.write(name)
    yield library
    library.engine.close()


def test_the_first_build_indexes_everything(library: Library) -> None:
    report = library.sync()
    assert report.added == ("baker.md", "roofer.md", "welder.md")
    assert (report.changed, report.removed, report.unchanged, report.refused) == ((), (), 0, ())
    assert report.generation == "g00000001"
    assert report.seconds > 0
    assert library.found("bread") == ["baker", "roofer", "welder"]


def test_a_second_build_reads_nothing_and_makes_no_generation(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.sync()
    read: list[str] = []

    def reading(self: Corpus, sources: Collection[str]) -> Iterator[Profile]:
        read.extend(sources)
        return iter(())

    monkeypatch.setattr(Corpus, "read", reading)
    report = library.sync()
    assert read == []
    assert report.generation == "g00000001"
    assert report.unchanged == 3


def test_only_what_changed_is_read(library: Library) -> None:
    library.sync()
    library.write("baker.md", "You mend lanterns.")
    library.write("tailor.md", "You sew.")
    (library.folder / "welder.md").unlink()
    seen: list[tuple[int, int]] = []
    report = library.sync(progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]
    assert (report.added, report.changed, report.removed) == (("tailor.md",), ("baker.md",), ("welder.md",))
    assert report.unchanged == 1
    assert library.found("lanterns") == ["baker"]
    assert library.found("bread") == ["roofer"]
    assert library.engine.searcher().get("welder") is None


def test_touching_a_file_is_no_change(library: Library) -> None:
    library.sync()
    (library.folder / "baker.md").touch()
    assert library.sync().unchanged == 3


def test_a_full_build_reads_everything_and_tells_what_was_different(library: Library) -> None:
    library.sync()
    library.write("baker.md", "You mend lanterns.")
    (library.folder / "welder.md").unlink()
    seen: list[tuple[int, int]] = []
    report = library.sync(full=True, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (2, 2)
    assert report.generation == "g00000002"
    assert (report.changed, report.removed, report.unchanged) == (("baker.md",), ("welder.md",), 1)
    assert library.found("bread") == ["roofer"]


def test_a_profile_may_move_to_another_folder(library: Library) -> None:
    library.sync()
    (library.folder / "trades").mkdir()
    (library.folder / "baker.md").rename(library.folder / "trades" / "baker.md")
    report = library.sync()
    assert (report.added, report.removed) == (("trades/baker.md",), ("baker.md",))
    assert report.objections == ()
    assert library.found("bread") == ["baker", "roofer", "welder"]


SYNONYM = '[one_way]\n"breadman" = ["baker"]\n'


def test_a_change_of_synonyms_alone_is_a_change(library: Library) -> None:
    library.sync()
    (library.folder / "synonyms.toml").write_text(SYNONYM)
    assert library.sync().generation == "g00000002"
    assert library.sync().generation == "g00000002"
    assert [synonym.typed for synonym in library.engine.synonyms()] == ["breadman"]


def test_synonyms_that_cannot_be_read_keep_their_last_good_version(library: Library) -> None:
    (library.folder / "synonyms.toml").write_text(SYNONYM)
    library.sync()
    (library.folder / "synonyms.toml").write_text("[[")
    library.write("tailor.md")
    for _ in range(2):
        report = library.sync()
        assert [Path(refusal.path).name for refusal in report.refused] == ["synonyms.toml"]
    assert library.engine.searcher().get("tailor")
    assert [synonym.typed for synonym in library.engine.synonyms()] == ["breadman"]


# Refused files


@pytest.mark.parametrize("full", [False, True])
def test_a_file_that_cannot_be_read_keeps_its_last_good_version(library: Library, full: bool) -> None:
    library.write("baker.md", "You mend lanterns.")
    library.sync()
    library.break_("baker.md")
    for _ in range(2):
        report = library.sync(full=full)
        assert [Path(refusal.path).name for refusal in report.refused] == ["baker.md"]
        assert report.objections == ()
        assert library.found("lanterns") == ["baker"]
    library.write("baker.md", "You build barrels.")
    assert library.sync().changed == ("baker.md",)
    assert library.found("barrels") == ["baker"]
    profile = library.engine.searcher().get("baker")
    assert profile
    assert profile.sections[0].text == "You build barrels."


def test_a_file_that_cannot_be_read_outlives_a_change_of_schema(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.write("baker.md", "You mend lanterns.")
    library.sync()
    library.break_("baker.md")
    for place in ("engine", "serving"):
        monkeypatch.setattr(f"indexer.engines.whoosh.{place}.schema_version", lambda: "another")
    library.engine = WhooshEngine(library.index)
    assert library.engine.fingerprints() == {}
    report = library.sync()
    assert report.added == ("roofer.md", "welder.md")
    assert library.found("lanterns") == ["baker"]
    assert len(library.engine.searcher().catalogue()) == 3


def test_a_file_that_never_could_be_read_is_named_and_the_rest_is_indexed(library: Library) -> None:
    library.break_("tailor.md")
    for generation in ("g00000001", "g00000001"):
        report = library.sync()
        assert [Path(refusal.path).name for refusal in report.refused] == ["tailor.md"]
        assert report.refused[0].message
        assert report.generation == generation
    assert len(library.engine.searcher().catalogue()) == 3


def test_a_broken_file_that_goes_is_removed(library: Library) -> None:
    library.sync()
    library.break_("baker.md")
    library.sync()
    (library.folder / "baker.md").unlink()
    report = library.sync()
    assert report.removed == ("baker.md",)
    assert report.refused == ()
    assert library.engine.searcher().get("baker") is None


@pytest.mark.parametrize("full", [False, True])
def test_a_file_of_records_that_cannot_be_read_keeps_all_its_records(library: Library, full: bool) -> None:
    records = library.folder / "more.jsonl"
    names = ("sailmaker", "tailor")
    records.write_text(
        "".join(f'{{"id": "{name}", "title": "{name}", "summary": "Sews."}}\n' for name in names)
    )
    library.sync()
    assert library.found("sews") == ["sailmaker", "tailor"]
    records.write_bytes(b"\xff\xfe\x00")
    library.write("potter.md")
    report = library.sync(full=full)
    assert [Path(refusal.path).name for refusal in report.refused] == ["more.jsonl"]
    assert report.removed == ()
    assert library.found("sews") == ["sailmaker", "tailor"]
    library.write("tailor.md", "You mend coats.")
    report = library.sync(full=full)
    assert any("belongs to more.jsonl#tailor" in refusal.message for refusal in report.refused)
    assert library.found("sews") == ["sailmaker", "tailor"]
    records.unlink()
    report = library.sync()
    assert report.removed == ("more.jsonl#sailmaker", "more.jsonl#tailor")
    assert library.found("coats") == ["tailor"]


# What is not served


def test_a_library_that_shrinks_a_lot_is_refused_and_the_old_one_serves(library: Library) -> None:
    for number in range(60):
        library.write(f"profile-{number}.md")
    library.sync()
    for number in range(20):
        (library.folder / f"profile-{number}.md").unlink()
    report = library.sync()
    assert report.objections == (
        "only 43 of 63 profiles would be left (32 % fewer); use --force if this is intended",
    )
    assert report.generation == "g00000001"
    assert len(report.removed) == 20
    assert library.engine.searcher().get("profile-0")
    assert library.engine.status().last_build == report
    assert library.sync(force=True).objections == ()
    assert library.engine.searcher().get("profile-0") is None


def test_a_library_may_not_shrink_behind_a_change_of_schema(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(60):
        library.write(f"profile-{number}.md")
    library.sync()
    for number in range(20):
        (library.folder / f"profile-{number}.md").unlink()
    for place in ("engine", "serving"):
        monkeypatch.setattr(f"indexer.engines.whoosh.{place}.schema_version", lambda: "another")
    library.engine = WhooshEngine(library.index)
    assert library.sync().objections


def test_a_small_library_may_shrink(library: Library) -> None:
    library.sync()
    (library.folder / "baker.md").unlink()
    (library.folder / "roofer.md").unlink()
    assert library.sync().objections == ()


def test_an_objection_that_is_found_twice_is_said_once(library: Library) -> None:
    library.sync()
    library.write("roofer.md", "You lay slates.")
    report = library.sync(golden=(GoldenQuery("slates", ("baker",)),) * 2)
    said = "the golden query 'slates' does not have baker among its first 50 results"
    assert report.objections == (said,)
    assert library.engine.status().last_build == report


def test_edits_are_said_to_be_held_back_until_a_build_is_served(library: Library) -> None:
    library.sync()
    library.write("tailor.md")
    report = library.sync(golden=(GoldenQuery("bread", ("nobody",)),))
    status = library.engine.status()
    (problem,) = status.problems
    assert problem.startswith("edits are held back, because the build of ")
    assert problem.endswith(f" UTC is not served: {report.objections[0]}")
    assert status.healthy, "the index that serves is sound"
    assert status.generation == report.generation == "g00000001"
    library.sync()
    assert library.engine.status().problems == ()


def test_a_build_that_cannot_be_made_is_recorded_whatever_the_reason(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.sync()
    golden = library.folder.parent / "golden.tsv"
    with pytest.raises(UsageError):
        library.sync(golden=golden)
    assert "golden.tsv cannot be read as golden queries" in library.engine.status().problems[0]
    monkeypatch.setattr(Corpus, "fingerprints", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        library.sync()
    (problem,) = library.engine.status().problems
    assert problem.endswith("is not served: the program failed (ZeroDivisionError); its log says where")


def test_golden_queries_may_stand_in_a_file(library: Library) -> None:
    golden = library.folder.parent / "golden.tsv"
    golden.write_text("bread\tbaker\n")
    assert library.sync(golden=golden).objections == ()
    golden.write_text("bread\ttailor\n")
    library.write("roofer.md", "You lay slates.")
    assert library.sync(golden=golden).objections


def test_a_missing_folder_never_empties_an_index(library: Library) -> None:
    library.sync()
    library.folder.rename(library.folder.with_name("away"))
    with pytest.raises(CorpusError) as error:
        library.sync()
    last = library.engine.status().last_build
    assert last is not None
    assert last.objections == (str(error.value),)
    assert len(library.engine.searcher().catalogue()) == 3


@pytest.mark.parametrize("force", [False, True])
def test_an_empty_folder_never_empties_an_index(library: Library, force: bool) -> None:
    library.sync()
    for path in library.folder.iterdir():
        path.unlink()
    with pytest.raises(CorpusError):
        library.sync(force=force)
    assert len(library.engine.searcher().catalogue()) == 3


def test_files_that_can_none_of_them_be_read_make_no_index(library: Library) -> None:
    for name in ("baker.md", "roofer.md", "welder.md"):
        library.break_(name)
    with pytest.raises(CorpusError, match="no profile can be read"):
        library.sync()
    assert library.engine.status().generation is None


def test_a_golden_query_that_is_not_answered_refuses_a_build(library: Library) -> None:
    golden = (GoldenQuery("bread", ("baker",)),)
    library.sync(golden=golden)
    library.write("baker.md", "You mend lanterns.")
    report = library.sync(golden=golden)
    assert report.objections == ("the golden query 'bread' does not have baker among its first 50 results",)
    assert library.found("bread") == ["baker", "roofer", "welder"]


def test_a_second_build_waits_and_then_says_who_builds(library: Library) -> None:
    other = WhooshEngine(library.index)
    with other.writing(), pytest.raises(IndexLocked, match=r"is being written by process \d+"):
        library.sync()


# Reports and repairs


def test_the_report_is_kept_for_the_status(library: Library) -> None:
    report = library.sync()
    assert WhooshEngine(library.index).status().last_build == report


def test_a_damaged_index_is_mended_though_nothing_changed(library: Library) -> None:
    library.sync()
    library.write("baker.md", "You mend lanterns.")
    library.sync()
    library.write("baker.md")
    next((library.index / "current").rglob("*.bin")).unlink()
    library.engine = WhooshEngine(library.index)
    assert not library.engine.status().healthy
    report = library.sync()
    assert report.generation == "g00000003"
    assert library.engine.status().healthy


def test_a_difference_says_what_is_to_be_done(library: Library) -> None:
    library.sync()
    library.write("baker.md", "You mend lanterns.")
    difference = difference_of(Corpus([library.folder]), library.engine)
    assert difference.to_read() == ["baker.md"]
    assert difference.removed() == []
    kinds: Mapping[str, str] = {source: difference.kind(source) for source in difference.present}
    assert kinds == {"baker.md": "changed", "roofer.md": "unchanged", "welder.md": "unchanged"}


def test_a_held_index_takes_no_build_and_says_what_waits(library: Library) -> None:
    library.sync()
    library.write("tailor.md")
    library.sync()
    library.engine.rollback(hold=True)
    library.write("roofer.md", "You lay slates.")
    library.break_("welder.md")
    report = library.sync()
    assert len(library.engine.searcher().catalogue()) == 3
    (objection,) = report.objections
    assert objection.startswith("the index is held at g00000001 since ")
    assert "`profile-index rollback --release`" in objection
    assert (report.added, report.changed) == (("tailor.md",), ("roofer.md",))
    assert [refusal.path for refusal in report.refused] == [str(library.folder / "welder.md")]
    assert "the index is held" in library.engine.status().problems[0]
    assert library.sync(full=True, force=True).objections == report.objections


def test_after_a_hold_the_next_build_brings_everything(library: Library) -> None:
    library.sync()
    library.write("tailor.md")
    library.sync()
    library.engine.rollback(hold=True)
    library.write("roofer.md", "You lay slates.")
    library.sync()
    library.engine.release()
    assert library.sync().objections == ()
    assert library.found("slates") == ["roofer"]
    assert len(library.engine.searcher().catalogue()) == 4


def test_a_held_index_to_which_nothing_is_new_objects_to_nothing(library: Library) -> None:
    library.sync()
    library.engine.rollback("g00000001", hold=True)
    assert library.sync().objections == ()


def test_a_held_index_that_cannot_serve_is_built_all_the_same(library: Library) -> None:
    library.sync()
    library.engine.rollback("g00000001", hold=True)
    next((library.index / "current").rglob("*.bin")).unlink()
    library.engine = WhooshEngine(library.index)
    assert library.sync().generation == "g00000002"
    assert library.engine.status().held, "and what was built is held from then on"

"""Imports from end to end: where files go, what is never overwritten, and what the report says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from indexer.errors import UsageError
from indexer.importing.run import import_profiles
from indexer.importing.values import Outcome
from indexer.library.corpus import Corpus
from tests.importing.library import imported, only, profiles, written

PAGE = (
    "<title>Tanner</title><h1>Tanner</h1><h2>Duties</h2><p>Soak hides.</p><h2>Share this page</h2><p>Now</p>"
)
HUGO = (
    "---\ntitle: Weaver\ndate: 2024-01-02\nfoo: bar\n---\n\n"
    "Weave. {{< loom >}}\n\n## Duties\n\n**warp** a loom\n"
)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_folders_stay_and_names_become_ids(tmp_path: Path) -> None:
    source = tmp_path / "old"
    written(source, "Crafts/Tanner Job.HTML", PAGE)
    written(source, "weaver/index.md", HUGO)
    written(source, "notes.pdf", b"%PDF-1.4")
    written(source, "README.md", "# About")
    report = imported(source)
    assert set(tree(tmp_path / "out")) == {"Crafts/tanner-job.md", "weaver.md"}
    assert [page.place for page in report.pages if page.outcome is Outcome.LEFT_OUT] == [
        str(source / "notes.pdf")
    ]


def test_the_report_says_what_was_kept_mapped_and_left_out(tmp_path: Path) -> None:
    tanner = only(imported(written(tmp_path, "tanner.html", PAGE)))
    assert (tanner.kept, tanner.left_out) == (("Duties",), ("“Share this page”",))
    weaver = only(imported(written(tmp_path, "weaver.md", HUGO)))
    assert (weaver.mapped, weaver.kept) == (("date as published",), ("Summary", "Duties"))
    assert weaver.left_out == ('the key "foo" is not used', "“{{< loom >}}”")


def test_headings_within_a_section_stay_headings(tmp_path: Path) -> None:
    page = "<h1>Tanner</h1><h2>Duties</h2><p>Soak.</p><h3>In winter</h3><p>Thaw.</p>"
    imported(written(tmp_path, "tanner.html", page))
    assert "### In winter" in (tmp_path / "out" / "tanner.md").read_text()


def test_the_body_of_markdown_stays_as_it_was_written(tmp_path: Path) -> None:
    imported(written(tmp_path, "weaver.md", HUGO))
    text = (tmp_path / "out" / "weaver.md").read_text()
    assert text == "---\ntitle: Weaver\npublished: 2024-01-02\n---\n\n" + HUGO.partition("---\n\n")[2]


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    source = written(tmp_path, "tanner.html", PAGE)
    imported(source)
    assert only(imported(source)).outcome is Outcome.UNCHANGED
    mine = written(tmp_path / "out", "tanner.md", "# Tanner\n\nMy own text.\n")
    refused = only(imported(source))
    assert refused.outcome is Outcome.REFUSED
    assert "--force" in refused.problem
    assert mine.read_text() == "# Tanner\n\nMy own text.\n"
    assert only(imported(source, force=True)).outcome is Outcome.WRITTEN
    assert "Soak hides." in mine.read_text()


def test_a_file_that_comes_at_the_last_moment_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def late(source: str, target: Path) -> None:
        target.write_text("Mine.")
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    assert only(imported(written(tmp_path, "tanner.html", PAGE))).outcome is Outcome.REFUSED
    assert tree(tmp_path / "out") == {"tanner.md": b"Mine."}


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = written(tmp_path, "tanner.html", PAGE)
    written(tmp_path / "out", "tanner.md", "Mine.")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "no space left on device" in only(imported(source, force=True)).problem
    assert tree(tmp_path / "out") == {"tanner.md": b"Mine."}


def test_sources_are_never_changed(tmp_path: Path) -> None:
    source = tmp_path / "old"
    written(source, "tanner.html", PAGE)
    written(source, "weaver.md", HUGO)
    before = tree(source)
    imported(source, force=True)
    assert tree(source) == before


def test_sources_with_the_same_id_are_named_and_refused(tmp_path: Path) -> None:
    source = tmp_path / "old"
    for name in ("a/tanner.html", "b/Tanner.html", "weaver.md"):
        written(source, name, HUGO if name.endswith("md") else PAGE)
    report = imported(source)
    refused = [page for page in report.pages if page.outcome is Outcome.REFUSED]
    assert [page.place for page in refused] == [str(source / "a/tanner.html"), str(source / "b/Tanner.html")]
    assert str(source / "b/Tanner.html") in refused[0].problem
    assert list(tree(tmp_path / "out")) == ["weaver.md"]


def test_an_id_that_the_target_has_elsewhere_is_refused(tmp_path: Path) -> None:
    there = written(tmp_path / "out", "crafts/tanner.txt", "Tanner\n\nMine.\n")
    page = only(imported(written(tmp_path, "tanner.html", PAGE)))
    assert page.outcome is Outcome.REFUSED
    assert str(there) in page.problem


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    source = tmp_path / "old"
    bad = written(source, "bad.md", "---\ntitle: [\n---\n")
    written(source, "tanner.html", PAGE)
    report = imported(source)
    assert [page.place for page in report.pages if page.outcome is Outcome.REFUSED] == [f"{bad}:2"]
    assert list(profiles(tmp_path / "out")) == ["tanner"]


def test_a_library_brings_its_headings_and_synonyms(tmp_path: Path) -> None:
    source = tmp_path / "old"
    written(source, "weaver.md", "# Weaver\n\n## At the loom\n\nWarp.\n")
    written(source, "headings.toml", 'duties = ["At the loom"]\n')
    written(source, "synonyms.toml", '[one_way]\n"webster" = ["weaver"]\n')
    imported(source)
    out = tmp_path / "out"
    assert profiles(out) == profiles(source)
    assert Corpus([out]).synonyms() == Corpus([source]).synonyms() != ()
    assert {page.outcome for page in imported(source).pages} == {Outcome.UNCHANGED}


def test_a_target_within_a_source_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "old", "tanner.html", PAGE)
    for target in (tmp_path / "old", tmp_path / "old" / "new"):
        with pytest.raises(UsageError, match="outside it"):
            import_profiles([tmp_path / "old"], target)


def test_a_source_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere does not exist"):
        import_profiles([tmp_path / "nowhere"], tmp_path / "out")

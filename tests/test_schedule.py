"""Drafts and days to come: what is not part of the library today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import schedule
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import ContentError, CorpusError
from indexer.library.corpus import Corpus
from indexer.profile import Profile
from indexer.query import Query
from indexer.readers.glance import may_wait
from indexer.report import Report
from indexer.updating.sync import sync

TODAY = dt.date(2031, 5, 10)


class Library:
    """A folder of profiles on a day, and what is indexed of it."""

    def __init__(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = place / "library"
        self.folder.mkdir()
        self.engine = WhooshEngine(place / "index")
        self._monkeypatch = monkeypatch
        self.is_on(TODAY)

    def is_on(self, day: dt.date) -> None:
        """Let it be this day."""
        self._monkeypatch.setattr(schedule, "today", lambda: day)

    def write(self, name: str, *keys: str) -> None:
        """Write a profile with these lines of front matter."""
        front = "\n".join((f"title: {Path(name).stem}", *keys))
        (self.folder / name).write_text(f"---\n{front}\n---\n\n## Tools\n\nA gimlet.\n", encoding="utf-8")

    def sync(self, *, full: bool = False) -> Report:
        """Bring the index up to date."""
        return sync(Corpus([self.folder]), self.engine, full=full)

    def served(self) -> list[str]:
        """The ids that are found, listed and opened."""
        ids = sorted(
            hit.id for hit in self.engine.searcher().search(Query(text="gimlet", page_size=100)).hits
        )
        assert ids == sorted(entry.id for entry in self.engine.searcher().catalogue())
        assert all(self.engine.searcher().get(name) for name in ids)
        return ids


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    made = Library(tmp_path, monkeypatch)
    made.write("cooper.md")
    yield made
    made.engine.close()


WAITING = {
    "luthier.md": "---\ntitle: Luthier\ndraft: true\n---\n",
    "luthier2.md": "---\n{title: Luthier, draft: Yes}\n---\n",
    "luthier3.md": "---\r\ntitle: Luthier\r\n\"published\" : '2031-05-11'\r\n---\r\n",
    "luthier4.html": '<meta property="article:published_time" content="2031-05-11T09:00"><h1>Luthier</h1>',
    "luthier5.html": "<h1>Luthier</h1><p>Published: 11 May 2031</p><h2>Tools</h2><p>A plane.</p>",
    "luthier6.txt": "Luthier\n\nJune 1, 2031\n\nTools\n\nA plane.\n",
    "luthier7.jsonl": '{"id": "luthier7", "title": "Luthier", "draft" : true}\n',
    "luthier8.jsonl": '{"id": "luthier8", "published":"2032-01-01", "title": "Luthier"}\n',
}
BEING_THERE = {
    "today.md": "---\ntitle: L\npublished: 2031-05-10\nupdated: 2031-05-12\nreview_by: 2040-01-01\n---\n",
    "no-draft.md": "---\ntitle: Luthier\ndraft: false\n---\n\ndraft: true\n\npublished: 2040-01-01\n",
    "empty-draft.md": "---\ntitle: Luthier\ndraft:\n---\n",
    "today.txt": "Luthier\n\n10 May 2031\n\nTools\n\nA plane, from 11 May 2031 on.\n",
    "today.html": "<h1>Luthier</h1><p>Published: 10/5/2031. </p><h2>Closing</h2><p>Apply by 1 June 2031.</p>",
    "no-draft.jsonl": '{"id": "luthier", "title": "Luthier", "draft": false, "published": "2031-05-10"}\n',
}


@pytest.mark.parametrize("name", WAITING)
def test_a_draft_and_a_day_to_come_are_no_part_of_the_library(library: Library, name: str) -> None:
    (library.folder / name).write_bytes(WAITING[name].encode())
    corpus = Corpus([library.folder])
    assert list(corpus.fingerprints()) == ["cooper.md"]
    (held,) = corpus.held_back()
    assert Path(held.path).name == name
    assert held.until is None or held.until > TODAY
    assert not corpus.refused()
    assert library.sync().held_back == (held,)
    assert library.served() == ["cooper"]


@pytest.mark.parametrize("name", BEING_THERE)
def test_what_is_no_draft_and_whose_day_has_come_is_there(library: Library, name: str) -> None:
    (library.folder / name).write_text(BEING_THERE[name])
    corpus = Corpus([library.folder])
    assert len(corpus.fingerprints()) == 2
    assert corpus.held_back() == ()


def test_a_profile_is_published_on_its_day_though_its_file_did_not_change(library: Library) -> None:
    library.write("luthier.md", "published: 2031-05-12")
    for day, served in ((10, ["cooper"]), (11, ["cooper"]), (12, ["cooper", "luthier"]), (13, None)):
        library.is_on(TODAY.replace(day=day))
        report = library.sync()
        assert report.added == (() if day in (11, 13) else tuple(f"{n}.md" for n in served or ())[-1:])
        assert library.served() == (served or ["cooper", "luthier"])
    assert report.held_back == ()


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("key", ["draft: true", "published: 2031-05-11"])
def test_a_profile_that_is_served_and_held_back_later_is_taken_away(
    library: Library, key: str, full: bool
) -> None:
    library.write("luthier.md")
    library.sync()
    assert library.served() == ["cooper", "luthier"]
    library.write("luthier.md", key)
    for removed in (("luthier.md",), ()):
        report = library.sync(full=full)
        assert (report.removed, report.refused, report.objections) == (removed, (), ())
        assert [each.source for each in report.held_back] == ["luthier.md"]
        assert library.served() == ["cooper"]


@pytest.mark.parametrize("full", [False, True])
def test_a_draft_is_taken_away_from_a_file_of_which_not_all_can_be_read(library: Library, full: bool) -> None:
    record = '{"id": "luthier", "title": "luthier", "summary": "gimlet"%s}\n'
    (library.folder / "a.jsonl").write_text(record % "")
    library.sync()
    assert library.served() == ["cooper", "luthier"]
    (library.folder / "a.jsonl").write_text(record % ', "draft": true' + '{"title": "No id"}\n')
    report = library.sync(full=full)
    assert (report.removed, len(report.refused)) == (("a.jsonl#luthier",), 1)
    assert library.served() == ["cooper"]


def test_a_draft_that_cannot_be_read_is_refused_and_not_served(library: Library) -> None:
    library.write("luthier.md", "draft: perhaps")
    report = library.sync()
    assert [refusal.line for refusal in report.refused] == [3]
    assert 'draft "perhaps" is not allowed; write true or false' in report.refused[0].message
    assert library.served() == ["cooper"]


def test_a_file_that_becomes_a_draft_while_it_is_read_is_not_served(library: Library) -> None:
    library.write("luthier.md")
    corpus = Corpus([library.folder])
    sources = corpus.fingerprints()
    library.write("luthier.md", "draft: true")
    found = list(corpus.read(sources))
    assert [each.id for each in found if isinstance(each, Profile)] == ["cooper"]
    (error,) = (each for each in found if isinstance(each, ContentError))
    assert (error.source, "build again" in error.message) == ("luthier.md", True)


def test_a_draft_leaves_its_id_to_another_file(library: Library) -> None:
    (library.folder / "cooper.txt").write_text("Cooper\n\nJune 1, 2031\n\nTools\n\nAn adze.\n")
    assert library.sync().refused == ()
    assert library.served() == ["cooper"]


def test_a_library_of_drafts_alone_leaves_the_index_as_it_is(library: Library) -> None:
    library.sync()
    library.write("cooper.md", "draft: true")
    with pytest.raises(
        CorpusError, match=r"all 1 profiles in .* are drafts or have a later publication date; the index"
    ):
        library.sync()
    assert library.served() == ["cooper"]


def test_drafts_are_not_taken_for_profiles_that_are_lost_and_days_to_come_are(library: Library) -> None:
    names = [f"maker-{number}.md" for number in range(60)]
    for name in names:
        library.write(name)
    library.sync()
    for name in names[:20]:
        library.write(name, "published: 2031-05-11")
    assert library.sync().objections == (
        "only 41 of 61 profiles would be left (33 % fewer); use --force if this is intended",
    )
    for name in names[:20]:
        library.write(name, "draft: true")
    assert library.sync().objections == ()
    assert len(library.engine.searcher().catalogue()) == 41


DAYS = st.dates(dt.date(2030, 1, 1), dt.date(2032, 12, 31))
WRITTEN = {
    ".md": "---\ntitle: Luthier\npublished: {0:%Y-%m-%d}\n---\n",
    ".jsonl": '{{"id": "luthier", "title": "Luthier", "published": "{0:%Y-%m-%d}"}}',
    ".html": "<h1>Luthier</h1><p>Published on {0.day} {0:%B} {0.year}</p>",
    ".txt": "Luthier\n\n{0:%d/%m/%Y}\n",
}


@given(DAYS, st.sampled_from(list(WRITTEN)))
def test_a_glance_overlooks_no_day_to_come(day: dt.date, suffix: str) -> None:
    assert may_wait(WRITTEN[suffix].format(day).encode(), suffix, TODAY) == (day > TODAY)


def test_the_day_is_that_of_the_place_where_the_library_is_built() -> None:
    before = dt.datetime.now().astimezone().date()
    assert before <= schedule.today() <= dt.datetime.now().astimezone().date()

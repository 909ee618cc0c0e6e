from pathlib import Path

import pytest
from starlette.testclient import TestClient

from indexer.engine import Engine
from indexer.engines import open_engine
from indexer.profile import Profile, Section, SectionKind
from service.pages.front import examples
from service.pages.front.examples import MOST, Examples, example_searches, well_known
from tests.pages.conftest import Read


def test_every_example_on_the_front_page_finds_something(read: Read) -> None:
    page = read("/")
    shown = page.css(".examples a")
    assert len(shown) == MOST
    for link in shown:
        found = read((link.attributes["href"] or "").removeprefix("/jobs"))
        assert found.css(".hit"), link.text()
        assert "No profile mentions" not in found.text()


def test_examples_are_of_different_kinds(engine: Engine) -> None:
    shown = example_searches(engine.searcher())
    assert len(set(shown)) == len(shown) == MOST
    assert any(text in examples.INTERESTS for text in shown)
    assert any(text in examples.QUESTIONS for text in shown)
    assert any(text.startswith("do I need a degree to be a") for text in shown)


def library(folder: Path, *titles: str) -> Engine:
    engine = open_engine(f"whoosh:{folder}")
    section = Section(SectionKind.DUTIES, "Duties", "tune bells")
    engine.update([Profile(title.lower(), title, (section,), source=f"{title}.md") for title in titles], ())
    return engine


def test_a_library_that_answers_no_question_offers_its_jobs(tmp_path: Path) -> None:
    engine = library(tmp_path, "Ringer", "Founder")
    assert example_searches(engine.searcher()) == ("Founder", "Ringer")
    engine.close()


def test_examples_are_computed_once_a_generation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = library(tmp_path, "Ringer")
    kept = Examples()
    first = kept(engine.searcher())
    monkeypatch.setattr(examples, "example_searches", lambda _searcher: ("again",))
    assert kept(engine.searcher()) == first
    section = Section(SectionKind.DUTIES, "Duties", "cast bells")
    engine.update([Profile("founder", "Founder", (section,), source="founder.md")], ())
    assert kept(engine.searcher()) == ("again",)
    engine.close()


def test_the_name_that_ends_most_titles_is_the_best_known(engine: Engine) -> None:
    assert well_known(engine.searcher().catalogue())[0].title in {"Baker", "Nurse", "Chef", "Accountant"}


def test_the_front_page_has_no_inventory(client: TestClient) -> None:
    page = client.get("/").text
    assert "12 jobs" not in page
    assert 'class="letters"' not in page

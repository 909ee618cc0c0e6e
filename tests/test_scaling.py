"""The commands that measure both engines, on a handful of profiles."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import engines, page, scale
from benchmarks.invented import Library
from benchmarks.lines import chart
from benchmarks.searching import search
from indexer.engines import open_engine
from tests.corpora import QUESTIONS, needs

PAGE = (
    "# Title\n\nText.\n\n<!-- figures: made here -->\n\n### Two\n\nold\n\n<!-- end of figures -->\n\nMore.\n"
)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


def test_a_part_takes_the_place_of_its_last_figures(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text(PAGE)
    page.put(file, "Two", ["new"], [], ("One", "Two"))
    page.put(file, "One", ["first"], ["a | b"], ("One", "Two"))
    text = file.read_text()
    assert text.index("first") < text.index("new")
    assert "old" not in text
    assert "- Wrong: a \\| b" in text
    assert text.startswith("# Title\n\nText.\n")
    assert text.endswith("<!-- end of figures -->\n\nMore.\n")


def test_an_invented_library_is_always_the_same(library: Library) -> None:
    assert list(library.profiles(3)) == list(Library().profiles(5))[:3]
    assert library.questions(8) == Library().questions(8)
    assert len({profile.id for profile in library.profiles(200)}) == 200


def test_questions_find_something_in_an_invented_library(library: Library, tmp_path: Path) -> None:
    engine = open_engine(f"whoosh:{tmp_path}")
    engine.update(library.profiles(50), ())
    engine.close()
    found = search(f"whoosh:{tmp_path}", library.questions(20))
    assert len(found.times) == 18
    assert found.megabytes > 10


def test_one_machine_is_measured(library: Library) -> None:
    with scale.one_machine() as place:
        measured = scale.measure("whoosh", place, library, 30)
    assert measured.index > 0
    assert len(measured.times) == scale.QUESTIONS * 9 // 10
    assert measured.row().startswith("| 30 | whoosh | ")


def test_a_chart_has_a_line_for_each_engine() -> None:
    made = chart("A < B", {"whoosh": [(10, 1), (100, 3)], "opensearch": [(10, 2)]})
    drawn = ElementTree.fromstring(made)  # noqa: S314  our own
    lines = drawn.findall("{http://www.w3.org/2000/svg}polyline")
    assert len(lines) == 2
    assert len(lines[0].attrib["points"].split()) == 2


def test_engines_that_answer_otherwise_are_noticed(library: Library, tmp_path: Path) -> None:
    one, other = (open_engine(f"whoosh:{tmp_path / name}") for name in ("one", "other"))
    one.update(library.profiles(40), ())
    other.update(library.profiles(39), ())
    texts = ["", *library.questions(4)]
    alike = engines.Comparison.of(texts, one.searcher(), one.searcher())
    unlike = engines.Comparison.of(texts, one.searcher(), other.searcher())
    one.close()
    other.close()
    assert alike.totals == alike.facets == alike.same == alike.queries == 5
    assert unlike.totals < 5
    assert "" in unlike.different


@needs(QUESTIONS)
def test_every_judged_query_is_asked() -> None:
    names = {path.stem for path in QUESTIONS.parent.glob("*.tsv")}
    asked = engines.queries()
    assert names < asked.keys()
    assert len(asked["questions"]) > 100

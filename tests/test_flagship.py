"""What everything stands on: a question answered from one page as it was scraped, and real libraries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.engine import Engine
from indexer.engines import open_engine
from indexer.library.corpus import Corpus
from indexer.query import Query
from indexer.results import Hit
from indexer.updating.sync import sync
from tests.corpora import HANDBOOK, NCS, OUR_OWN, SEED, missing, needs

PAGES = (Path(__file__).parent / "fixtures" / "seed", SEED.parent)
QUESTION = "inventory control careers"
QUALIFICATIONS = {"bachelors", "masters", "hnd", "hnc", "btec", "nvq", "apprenticeship"}


@pytest.fixture(params=PAGES, ids=["ours", "shared"])
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An index of one page of a careers site, with its gaps and its last paragraph under no heading."""
    if missing(request.param):
        pytest.skip(f"{request.param} is not here; see tests/corpora.py")
    engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    report = sync(Corpus([request.param]), engine)
    assert (len(report.added), report.refused, report.objections) == (1, (), ())
    yield engine
    engine.close()


def only_hit(engine: Engine) -> Hit:
    """The one hit for the question."""
    (hit,) = engine.searcher().search(Query(QUESTION)).hits
    return hit


def test_the_page_is_found_by_its_last_paragraph(page: Engine) -> None:
    hit = only_hit(page)
    whole = page.searcher().get(hit.id)
    assert whole is not None
    last = next(one for one in reversed(whole.sections) if one.text).text.splitlines()[-1]
    snippet = hit.snippets[0]
    assert snippet.text.strip("… ") in last
    marked = [snippet.text[start:end] for start, end in snippet.highlights]
    assert marked[:2] == ["inventory", "control"]
    assert snippet.section == "requirements"


def test_the_title_has_lost_what_every_page_says_of_itself(page: Engine) -> None:
    assert only_hit(page).title.endswith("Manager")


def test_what_says_that_this_is_about_careers_is_set_aside(page: Engine) -> None:
    reading = page.searcher().search(Query(QUESTION)).query
    assert (reading.ignored, reading.unmatched, reading.with_all_words) == (("careers",), (), 1)
    assert [(one.word, one.how) for one in only_hit(page).matched] == [
        ("inventory", "exact"),
        ("control", "exact"),
    ]


def test_facets_show_exactly_the_qualifications_that_the_page_names(page: Engine) -> None:
    (facet,) = (
        facet for facet in page.searcher().search(Query(QUESTION)).facets if facet.name == "qualification"
    )
    assert {value.value: value.count for value in facet.values} == dict.fromkeys(QUALIFICATIONS, 1)
    assert set(only_hit(page).qualifications) == QUALIFICATIONS


def test_a_qualification_keeps_the_page_or_not(page: Engine) -> None:
    assert page.searcher().search(Query(QUESTION, qualification=("nvq",))).total == 1
    assert page.searcher().search(Query(QUESTION, qualification=("doctorate",))).total == 0
    assert page.searcher().search(Query(QUESTION, qualification=("doctorate", "hnd"))).total == 1


@pytest.mark.parametrize(
    ("place", "count"),
    [
        pytest.param(NCS, 829, marks=needs(NCS)),
        pytest.param(HANDBOOK, 104, marks=needs(HANDBOOK)),
        (OUR_OWN, len(list(OUR_OWN.glob("*.md")))),
    ],
)
def test_a_library_is_indexed_whole_and_read_once(place: Path, count: int, tmp_path: Path) -> None:
    corpus, engine = Corpus([place]), open_engine(f"whoosh:{tmp_path / 'index'}")
    report = sync(corpus, engine)
    assert (len(report.added), report.refused, report.objections) == (count, (), ())
    assert engine.searcher().search(Query()).total == engine.status().profiles == count
    again = sync(corpus, engine)
    assert (again.unchanged, again.added, again.changed, again.generation) == (
        count,
        (),
        (),
        report.generation,
    )
    engine.close()

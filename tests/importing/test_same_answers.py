"""What is imported and then indexed answers as its source does when it is indexed itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from indexer.engine import Searcher
from indexer.engines import open_engine
from indexer.importing.run import import_profiles
from indexer.library.corpus import Corpus
from indexer.query import Query
from indexer.updating.sync import sync
from tests.importing.library import profiles
from tests.readers.reading import FIXTURES
from tests.readers.test_styles import PAGES, Page, written_out

SOURCES = {
    "Markdown": FIXTURES / "site",
    "pages": FIXTURES / "html",
    "plain text": FIXTURES / "seed",
    "records": FIXTURES / "records" / "crafts.jsonl",
    "the project's own": FIXTURES.parents[1] / "profiles",
}
QUESTIONS = (
    "",
    "stock",
    "apprenticeship",
    "a levels",
    "degree",
    "tools",
    "gcse maths",
    "work outside",
    "stone",
)


@pytest.fixture(scope="module", params=SOURCES)
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Searcher]]:
    """Two indexes: of a source, and of what is imported from it."""
    folder, source = tmp_path_factory.mktemp("pair"), SOURCES[request.param]
    report = import_profiles([source], folder / "library")
    assert [page for page in report.pages if page.problem] == []
    with (
        closing(open_engine(f"whoosh:{folder / 'direct'}")) as direct,
        closing(open_engine(f"whoosh:{folder / 'imported'}")) as imported,
    ):
        for engine, root in ((direct, source), (imported, folder / "library")):
            assert sync(Corpus([root]), engine).refused == ()
        yield [direct.searcher(), imported.searcher()]


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_finds_the_same(pair: list[Searcher], text: str) -> None:
    direct, imported = (searcher.search(Query(text=text)) for searcher in pair)
    assert msgspec.structs.replace(imported, took_ms=0) == msgspec.structs.replace(direct, took_ms=0)


def test_qualifications_and_ways_in_are_the_same(pair: list[Searcher]) -> None:
    direct, imported = pair
    ids = [entry.id for entry in direct.catalogue()]
    assert ids
    assert ids == [entry.id for entry in imported.catalogue()]
    for each in ids:
        assert imported.mentions(each) == direct.mentions(each)
        assert imported.ways(each) == direct.ways(each)


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_profiles_are_the_same_section_by_section(source: Path, tmp_path: Path) -> None:
    import_profiles([source], tmp_path / "library")
    assert profiles(tmp_path / "library") == profiles(source)


@pytest.mark.parametrize("page", PAGES, ids=[page.style for page in PAGES])
def test_a_page_of_any_style_reads_the_same(page: Page, tmp_path: Path) -> None:
    source = tmp_path / "source" / page.name
    source.parent.mkdir()
    source.write_bytes(page.content)
    report = import_profiles([source], tmp_path / "library")
    assert [each.problem for each in report.pages] == [""]
    (profile,) = profiles(tmp_path / "library").values()
    assert written_out(profile) == page.reading

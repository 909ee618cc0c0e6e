from collections.abc import Sequence
from pathlib import Path

import pytest

from indexer.errors import UsageError
from indexer.paths import Step
from indexer.profile import Profile
from indexer.qualification import SectionMention
from indexer.query import Query
from indexer.results import Entry, Facet, Hit, Reading, Results, Suggestion
from indexer.updating.acceptance import Expectation, GoldenQuery, golden_queries
from indexer.ways import WayIn


class Shelf:
    """A searcher over a few titles, that finds a profile by the words of its title."""

    def __init__(self, titles: dict[str, str], lost: Sequence[str] = ()) -> None:
        self.titles = titles
        self.lost = lost
        self.asked: list[str] = []

    @property
    def generation(self) -> str:
        return "g00000001"

    def entry(self, profile_id: str) -> Entry | None:
        raise NotImplementedError

    def counts(self) -> Sequence[Facet]:
        raise NotImplementedError

    def search(self, query: Query) -> Results:
        self.asked.append(query.text)
        hits = tuple(
            Hit(id=name, title=title, summary="", category="", score=1)
            for name, title in self.titles.items()
            if name not in self.lost and query.text.lower() in title.lower()
        )
        reading = Reading(query.text)
        return Results(len(hits), 1, 1, query.page_size, "g00000001", 0, reading, hits, ())

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        raise NotImplementedError

    def similar(self, profile_id: str, limit: int) -> list[Hit]:
        raise NotImplementedError

    def mentions(self, profile_id: str) -> tuple[SectionMention, ...]:
        raise NotImplementedError

    def ways(self, profile_id: str) -> tuple[WayIn, ...]:
        raise NotImplementedError

    def paths(self, profile_id: str) -> tuple[Step, ...]:
        raise NotImplementedError

    def highlight(self, profile_id: str, text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
        raise NotImplementedError

    def get(self, profile_id: str) -> Profile | None:
        return (
            Profile(profile_id, self.titles[profile_id], fingerprint="f")
            if profile_id in self.titles
            else None
        )

    def catalogue(self) -> Sequence[Entry]:
        return [Entry(name, title) for name, title in self.titles.items()]


TITLES = {"baker": "Baker", "bus-driver": "Bus driver", "c-developer": "C++ developer"}


def expecting(*names: str, **others: object) -> Expectation:
    return Expectation(profiles=frozenset(names), **others)  # type: ignore[arg-type]


def test_an_index_as_it_should_be_has_no_objections() -> None:
    golden = (GoldenQuery("bus", ("bus-driver",)),)
    read = {"baker": "f", "c-developer": "f"}
    assert expecting(*TITLES, read=read, before=3, golden=golden).objections(Shelf(TITLES)) == ()


def test_a_missing_and_a_strange_profile_are_named() -> None:
    objections = expecting("baker", "bus-driver", "tailor").objections(Shelf(TITLES))
    assert objections == (
        "1 profiles are missing from the index: tailor",
        "1 profiles do not belong in the index: c-developer",
    )


def test_long_lists_are_cut_short() -> None:
    (objection,) = expecting(*TITLES, *(f"p{number}" for number in range(8))).objections(Shelf(TITLES))
    assert objection == "8 profiles are missing from the index: p0, p1, p2, p3, p4 and 3 more"


def test_two_profiles_under_one_id_are_told() -> None:
    class Doubled(Shelf):
        def catalogue(self) -> Sequence[Entry]:
            return [*super().catalogue(), Entry("baker", "Baker")]

    assert expecting(*TITLES).objections(Doubled(TITLES)) == ("the index has 4 profiles under 3 ids",)


def test_a_profile_that_is_not_the_version_that_was_read_is_told() -> None:
    objections = expecting(*TITLES, read={"baker": "other"}).objections(Shelf(TITLES))
    assert objections == ("1 profiles differ from what was read: baker",)


def test_a_profile_that_its_own_title_does_not_find_is_a_finding_and_vetoes_nothing() -> None:
    shelf = Shelf(TITLES, lost=["baker"])
    assert expecting(*TITLES).objections(shelf) == ()
    assert expecting(*TITLES).findings(shelf) == ("baker is not found by its own title 'Baker'",)


def test_an_index_in_which_most_titles_find_nothing_is_objected_to() -> None:
    titles = {**TITLES, "tailor": "Tailor", "cooper": "Cooper"}
    lost = ["baker", "cooper", "tailor"]
    objections = expecting(*titles).objections(Shelf(titles, lost=lost))
    assert objections == ("3 of 4 profiles are not found by their own titles: baker, cooper, tailor",)


def test_one_profile_alone_vetoes_nothing_even_where_it_is_all_there_is() -> None:
    titles = {"baker": "Baker"}
    assert expecting("baker").objections(Shelf(titles, lost=["baker"])) == ()


def test_an_index_as_it_should_be_has_no_findings() -> None:
    assert expecting(*TITLES).findings(Shelf(TITLES)) == ()


def test_titles_with_signs_are_no_probes() -> None:
    shelf = Shelf(TITLES)
    expecting(*TITLES, read={"c-developer": "f"}).objections(shelf)
    assert shelf.asked == ["Baker", "Bus driver"]


def test_another_profile_of_the_same_title_answers_for_a_probe() -> None:
    titles = {"baker": "Baker", "baker-2": "Baker"}
    assert expecting(*titles).objections(Shelf(titles, lost=["baker-2"])) == ()


def test_a_large_library_has_a_few_probes_from_all_over_it() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    titles = {f"{a}{b}": f"{a * 3}{b * 3}" for a in letters for b in letters}
    shelf = Shelf(titles)
    assert expecting(*titles, read=dict.fromkeys(list(titles)[:100], "f")).objections(shelf) == ()
    assert 12 <= len(shelf.asked) == len(set(shelf.asked)) <= 16
    assert len({text[0] for text in shelf.asked}) >= 8


@pytest.mark.parametrize(
    ("before", "after", "force", "objects"),
    [(50, 40, False, False), (50, 39, False, True), (50, 39, True, False), (49, 1, False, False)],
)
def test_from_fifty_on_no_more_than_a_fifth_may_go(
    before: int, after: int, force: bool, objects: bool
) -> None:
    titles = {f"p{number}": f"Number{'x' * number}" for number in range(after)}
    objections = expecting(*titles, before=before, force=force).objections(Shelf(titles))
    assert bool(objections) == objects


@pytest.mark.parametrize("force", [False, True])
def test_an_empty_index_is_never_served(force: bool) -> None:
    assert expecting(before=3, force=force).objections(Shelf({})) == ("no profile would be left",)


def test_golden_queries_are_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "golden.tsv").write_text(
        "# what must be found\n\nbread\tbaker pastry-chef\n driving \tbus-driver\n"
    )
    assert golden_queries(tmp_path / "golden.tsv") == (
        GoldenQuery("bread", ("baker", "pastry-chef"), f"{tmp_path}/golden.tsv:3"),
        GoldenQuery("driving", ("bus-driver",), f"{tmp_path}/golden.tsv:4"),
    )


@pytest.mark.parametrize("line", ["bread", "bread\t", "\tbaker"])
def test_a_golden_query_without_question_or_profiles_is_told_by_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "golden.tsv").write_text(f"# one\n{line}\n")
    with pytest.raises(UsageError, match=r"golden\.tsv:2: the line is not a golden query"):
        golden_queries(tmp_path / "golden.tsv")


def test_a_golden_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read as golden queries: it does not exist; check"):
        golden_queries(tmp_path / "missing.tsv")
    (tmp_path / "golden.tsv").write_bytes(b"\xff")
    with pytest.raises(UsageError, match="cannot be read as golden queries: it is not UTF-8 text; save it"):
        golden_queries(tmp_path / "golden.tsv")
    with pytest.raises(UsageError, match="cannot be read as golden queries: it is a folder; give a file"):
        golden_queries(tmp_path)


def test_golden_queries_may_begin_with_a_mark_of_their_encoding(tmp_path: Path) -> None:
    (tmp_path / "golden.tsv").write_bytes(b"\xef\xbb\xbfbread\tbaker\n")
    (query,) = golden_queries(tmp_path / "golden.tsv")
    assert (query.text, query.expected) == ("bread", ("baker",))


def test_a_golden_query_tells_an_unknown_id_from_one_that_is_not_found() -> None:
    golden = GoldenQuery("bus", ("baker", "bus-drivr"), "golden.tsv:7")
    assert expecting(*TITLES, golden=(golden,)).objections(Shelf(TITLES)) == (
        "golden.tsv:7: the golden query 'bus' expects bus-drivr, but there is no such profile; correct the "
        "id, or remove it",
        "golden.tsv:7: the golden query 'bus' does not have baker among its first 50 results",
    )


def test_a_golden_query_says_in_which_place_a_profile_is_that_ranks_too_low() -> None:
    titles = {f"p{number:02}": f"Driver {chr(97 + number) * 3}" for number in range(12)}
    golden = (GoldenQuery("driver", ("p09",)), GoldenQuery("driver", ("p10",)))
    assert expecting(*titles, golden=golden).objections(Shelf(titles)) == (
        "the golden query 'driver' has p10 in place 11, not on its first page of 10",
    )

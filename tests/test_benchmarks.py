"""The benchmark on a handful of profiles, so that it is never found broken when it is needed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import content, document, memory, plots, processes, real, report, results
from benchmarks.__main__ import run
from benchmarks.agreement import agreement
from benchmarks.document import Document
from benchmarks.goals import Goal, goals
from benchmarks.peers import ALL, ANY, EARLIER, LABELS, PEERS, Answer
from benchmarks.plan import Plan
from benchmarks.processes import Process, Program, WorkerFailed, earlier, program
from benchmarks.questions import questions
from indexer.profile import Profile

DOCS = content.ROOT / "docs"


@pytest.fixture(scope="session")
def sources() -> tuple[Profile, ...]:
    return content.pages(content.ROOT / "profiles")


@pytest.fixture(scope="session")
def found() -> results.Results:
    another = {EARLIER: Program("us", sys.executable)}
    return run(Plan(sizes=(24,), rounds=1, questions=6, updates=1), another, over_http=False)


def test_every_engine_that_is_installed_is_measured(found: results.Results) -> None:
    measured = set(found.runs[0].figures)
    left_out = {sentence.partition(" ")[0] for sentence in found.skipped}
    assert measured | left_out == {*PEERS, EARLIER}
    assert {"us", "fts5", "whoosh", EARLIER} <= measured


def test_the_engines_do_the_same_work(found: results.Results) -> None:
    [one] = found.runs
    assert one.reference == "fts5"
    assert {name: agreement for name, agreement in one.agreements.items() if not agreement.comparable()} == {}


def test_every_question_is_timed_in_every_way(found: results.Results) -> None:
    for figures in found.runs[0].figures.values():
        assert {name: len(times) for name, times in figures.times.items()} == dict.fromkeys(
            ("first", "repeated", "all words", "match", "facets"), 6
        )
        assert min(min(times) for times in figures.times.values()) > 0
        assert min(figures.build, figures.disk, figures.memory, figures.open, *figures.update) > 0


def test_results_are_read_back_as_they_were_written(found: results.Results, tmp_path: Path) -> None:
    results.save(tmp_path / "figures.json", found)
    assert results.load(tmp_path / "figures.json") == found


def test_the_page_keeps_its_words_and_gets_new_figures(found: results.Results, tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"Before\n{report.BEGIN}\nold figures\n{report.END}\nAfter\n")
    report.write(found, tmp_path)
    text = page.read_text()
    assert text.startswith("Before\n")
    assert text.endswith("\nAfter\n")
    assert "old figures" not in text
    assert "24 profiles" in text
    assert "Where others are ahead" in text


def test_plots_are_images_that_name_every_engine(found: results.Results) -> None:
    for plot in (plots.answers(found), plots.building(found)):
        texts = [element.text for element in ElementTree.fromstring(plot).iter()]  # noqa: S314  # our own
        assert {LABELS[name] for name in found.runs[0].figures} <= set(texts)


def test_the_page_in_the_docs_shows_the_figures_beside_it() -> None:
    shown = (DOCS / "performance.md").read_text(encoding="utf-8")
    assert report.figures(results.load(DOCS / "performance.json")) in shown


def test_a_library_is_dealt_out_alike_every_time(sources: tuple[Profile, ...]) -> None:
    first, again = (content.library(sources, 20) for _ in range(2))
    assert first == again
    assert content.library(sources, 10) == first[:10]
    assert len({one.id for one in first}) == 20


def test_documents_are_read_back_as_they_were_written(sources: tuple[Profile, ...], tmp_path: Path) -> None:
    dealt = content.library(sources, 5)
    document.write(tmp_path / "library.jsonl", dealt)
    assert list(document.read(tmp_path / "library.jsonl")) == dealt


def test_questions_are_distinct_and_the_same_for_a_seed(sources: tuple[Profile, ...]) -> None:
    dealt = content.library(sources, 20)
    asked = questions(dealt, 30, seed=1)
    assert len(set(asked)) == 30
    assert asked == questions(dealt, 30, seed=1)
    assert asked != questions(dealt, 30, seed=2)


def test_a_peer_whose_package_is_missing_has_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "INTERPRETERS", ("/nowhere/python",))
    assert program("tantivy") is None


def test_a_peer_that_is_broken_is_not_taken_for_missing() -> None:
    with pytest.raises(WorkerFailed, match="nobody cannot start: KeyError: 'nobody'"):
        program("nobody")


def test_another_version_runs_from_its_own_checkout(tmp_path: Path) -> None:
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    assert earlier(tmp_path) == Program("us", str(python), tmp_path)


def test_a_checkout_in_which_nothing_is_installed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkerFailed, match=r"has no \.venv; run make"):
        earlier(tmp_path)


def test_a_worker_that_fails_says_what_it_could_not_do(tmp_path: Path) -> None:
    known = program("fts5")
    assert known is not None
    with Process("fts5", known) as process:
        process.ask("open", str(tmp_path))
        with pytest.raises(WorkerFailed, match="fts5 cannot time: OperationalError: no such table"):
            process.ask("time", "answer", ["nurse"], ANY)


def test_memory_counts_the_children() -> None:
    before = memory.megabytes(os.getpid())
    hold = "data = b'x' * 50_000_000; print(len(data), flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        assert memory.megabytes(os.getpid()) > before + 50
        child.communicate(b"\n")


def test_a_peak_is_seen_after_it_has_passed() -> None:
    with memory.Peak(os.getpid()) as peak:
        before = peak.megabytes
        data = b"x" * 50_000_000
        time.sleep(3 * memory.INTERVAL)
        assert data
        del data
    assert peak.megabytes > before + 45


@given(st.lists(st.floats(0.001, 1e6), min_size=1))
def test_percentiles_lie_among_the_times(times: list[float]) -> None:
    assert min(times) <= results.p50(times) <= max(times)
    assert results.p50(times) <= results.p95(times) <= max(times)


@given(st.floats(0.001, 1e5), st.floats(1, 1000))
def test_a_scale_places_every_value_within_its_panel(least: float, factor: float) -> None:
    scale = plots.Scale(least, least * factor)
    assert 0 <= scale.place(least) <= scale.place(least * factor) <= plots.PANEL * 1.001


def test_other_counts_for_the_same_profiles_are_not_the_same_work() -> None:
    mine = Answer(["a"], 1, {"hnd": 1}, [])
    theirs = mine._replace(counts={"hnd": 2})
    assert agreement({ANY: [mine], ALL: [mine]}, {ANY: [mine], ALL: [mine]}).comparable()
    assert not agreement({ANY: [mine], ALL: [mine]}, {ANY: [mine], ALL: [theirs]}).comparable()


def test_other_profiles_are_not_the_same_work() -> None:
    mine, theirs = Answer(["a"], 1, {}, []), Answer(["b"], 1, {}, [])
    assert not agreement({ANY: [mine], ALL: [mine]}, {ANY: [theirs], ALL: [theirs]}).comparable()


def test_a_goal_is_reached_at_its_limit() -> None:
    assert Goal("at most", 1.0, 1.0).reached
    assert not Goal("at most", 1.0, 1.1).reached
    assert Goal("at least", 400, 500, more=True).reached
    assert not Goal("at least", 400, 300, more=True).reached


def test_real_work_is_timed_over_http_and_beside_sqlite(tmp_path: Path) -> None:
    asked = ("glass", "how do i become a nurse", "maths degree")
    done = real.measure(tmp_path, content.ROOT / "profiles", asked, rounds=2)
    assert done.profiles == len(list((content.ROOT / "profiles").glob("*.md")))
    assert len(done.api) == len(done.engine) == len(done.page) == len(done.fts5) == len(asked)
    assert min(*done.engine, *done.fts5, *done.update) > 0
    assert [one + other for one, other in zip(done.engine, done.service, strict=True)] == pytest.approx(
        list(done.api)
    )


WORK = results.RealWork(
    profiles=829,
    api=(2.0, 3.0, 4.0),
    engine=(1.0, 2.0, 3.0),
    page=(3.0, 4.0, 5.0),
    fts5=(2.0, 4.0, 6.0),
    update=(250.0, 200.0, 400.0),
)


def test_real_work_is_the_first_table_and_has_goals(found: results.Results) -> None:
    with_work = msgspec.structs.replace(found, real=WORK)
    text = report.figures(with_work)
    first = text.index("### Real work: 829 profiles as they are, 3 questions")
    assert first < text.index("### Goals") < text.index("### 24 profiles")
    assert "| an answer in JSON over HTTP, less an empty request | 3.00 | 4.00 |" in text
    assert "| of that the service | 1.00 | 1.00 |" in text
    reached = {goal.measured: goal.reached for goal in goals(with_work)}
    assert reached[0.75]
    assert reached[250.0]
    assert "Real work" not in report.figures(found)


def test_a_document_has_every_field_that_is_searched() -> None:
    one = Document("a", "A", ("B", "C"), (("duties", "Duties", "x"), ("duties", "More", "y")), ())
    assert list(one.fields()) == list(document.WEIGHTS)
    assert one.fields()["duties"] == "x\ny"
    assert one.fields()["alternative_titles"] == "B\nC"
    assert one.text() == "x\ny"

from __future__ import annotations

import datetime as dt
import io

import msgspec
import pytest
from rich.text import Text

from indexer.profile import SectionKind
from indexer.question import Aspect, Kind
from indexer.report import Refusal, Report, Status, unserved_build
from indexer.results import (
    Answer,
    AnswerProfile,
    AnswerWay,
    Hit,
    Reading,
    Results,
    Snippet,
    UnderstoodPart,
)
from indexer.ways import Route
from service.commands import printing

SNIPPET = Snippet(SectionKind.DUTIES, "Duties", "duties", "Cast\nand tune bells.", ((0, 4), (14, 19)))
HIT = Hit("bell-founder", "Bell founder", "", "", 1.0, ("hnd",), snippets=(SNIPPET,))
REPORT = Report(dt.datetime(2026, 3, 1, tzinfo=dt.UTC), 1.25, "g00000002", unchanged=1200)


def results(**reading: object) -> Results:
    read = Reading("cast bells", **reading)  # type: ignore[arg-type]
    return Results(11, 2, 2, 10, "g00000001", 0.5, read, (HIT,), ())


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_words_of_a_passage_are_marked_where_they_stand() -> None:
    passage = next(line for line in printing.results_lines(results()) if "Cast" in line.plain)
    marked = [passage.plain[span.start : span.end] for span in passage.spans]
    assert marked == ["Cast", "bells"]


def test_hits_are_numbered_through_the_pages() -> None:
    lines = [line.plain for line in printing.results_lines(results())]
    assert lines[0] == "11 results for “cast bells”, page 2 of 2"
    assert "11. Bell founder  bell-founder" in lines


def test_what_was_understood_and_cannot_be_known_is_told() -> None:
    degree = UnderstoodPart(Kind.QUALIFICATION, "bachelors", "Degree", "degree", (3, 9), True, "cast")
    answer = results(understood=(degree,), unsupported=("pay",))
    lines = [line.plain for line in printing.results_lines(answer)]
    assert "Understood: not Degree. Add --literal to search for the words." in lines
    assert "These profiles don't give pay." in lines


def test_a_plain_answer_is_told_above_the_hits() -> None:
    way = AnswerWay(Route.COLLEGE, (2, 3), False, (), ())
    founder = AnswerProfile("bell-founder", "Bell founder")
    said = Answer(Aspect.REQUIREMENTS, founder, (way,), (SNIPPET,))
    for answer, expected in (
        (said, ["    College: from level 2 or 3", "    Cast and tune bells."]),
        (Answer(Aspect.PAY, founder), ["    This profile doesn't say."]),
    ):
        told = msgspec.structs.replace(results(), answer=answer)
        lines = [line.plain for line in printing.results_lines(told)]
        first = lines.index(f"Bell founder  bell-founder, {answer.aspect}")
        assert lines[first + 1 : first + 1 + len(expected)] == expected
        assert first < lines.index("11. Bell founder  bell-founder")


def test_how_a_question_was_read_is_told() -> None:
    lines = [
        line.plain
        for line in printing.results_lines(
            results(
                ignored=("careers",),
                unmatched=("zzyzx",),
                relaxed=("cast",),
                similar=3,
                corrected="cast belts",
            )
        )
    ]
    assert lines[0] == "8 results for “cast belts”, and 3 related jobs, page 2 of 2"
    for words in (
        "Left out: careers",
        "In no profile: zzyzx",
        "Optional: cast",
        "You typed “cast bells”. Add --exact",
    ):
        assert any(line.startswith(words) for line in lines), words


def test_a_build_that_changed_nothing_says_so() -> None:
    assert list(printing.report_lines(REPORT)) == [
        "nothing to do, 1,200 unchanged; g00000002 is served (1.2 s)"
    ]


def test_a_build_names_what_it_refused_and_the_first_of_many_names() -> None:
    many = tuple(f"p{number:02}.md" for number in range(12))
    report = Report(
        REPORT.started,
        1,
        "g1",
        added=many,
        refused=(Refusal("x.md", 3, "no title"),),
        objections=("too few",),
    )
    served = msgspec.structs.replace(report, objections=())
    assert list(printing.report_lines(served)) == [
        "added 12: " + ", ".join(many[:10]) + " and 2 more",
        "refused x.md:3: no title",
        "0 unchanged; g1 is served (1.0 s)",
    ]
    lines = list(printing.report_lines(report))
    assert lines[0] == "not served: too few"
    assert lines[1].startswith("would have added 12: ")
    assert lines[2:] == ["refused x.md:3: no title", "the index is unchanged; g1 is served (1.0 s)"]


def test_a_build_that_could_not_be_made_does_not_say_that_nothing_was_to_do() -> None:
    failed = Report(REPORT.started, 0.5, None, objections=("there is no room on the disk",))
    assert list(printing.report_lines(failed)) == [
        "not served: there is no room on the disk",
        "the index is unchanged; no generation is served (0.5 s)",
    ]


def status(last_build: Report, generation: str = "g00000002") -> Status:
    problems = ("a file was damaged", *unserved_build(last_build))
    return Status("whoosh", generation, 3, REPORT.started, "4", "c", problems=problems, last_build=last_build)


def test_the_status_says_once_why_edits_are_held_back() -> None:
    refused = msgspec.structs.replace(REPORT, objections=("too few", "no bread"))
    lines = list(printing.status_lines(status(refused)))
    assert "last build  2026-03-01T00:00:00+00:00, not served: edits are held back" in lines
    assert "problem     a file was damaged" in lines
    for objection in refused.objections:
        assert sum(objection in line for line in lines) == 1


def test_the_status_does_not_say_of_a_build_that_was_gone_back_from_that_it_serves() -> None:
    lines = list(printing.status_lines(status(REPORT, "g00000001")))
    assert lines[1] == "generation  g00000001"
    assert [line.strip() for line in lines if "g00000002" in line] == [
        "nothing to do, 1,200 unchanged; g00000002 was served then, but not now (1.2 s)"
    ]


def test_long_lines_stay_below_their_indent_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("COLUMNS", "30")
    printing.print_lines([Text("    " + "bells " * 12)])
    assert all(line.startswith("    bells") for line in screen.getvalue().splitlines())


def test_long_lines_stay_whole_through_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr("sys.stdout", pipe)
    printing.print_lines(["    " + "bells " * 60])
    assert pipe.getvalue().count("\n") == 1

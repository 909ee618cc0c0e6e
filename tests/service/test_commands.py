"""The commands, called as a shell calls them."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pytest
from starlette.testclient import TestClient

PROFILE = """\
---
title: {title}
category: Building
summary: What a {name} does all day.
---

## What you will do

A {name} plans the work of the day and does it with care.

## Entry requirements

You need {requirement}.
"""
TRADES = {"Glazier": "an apprenticeship", "Thatcher": "an HND", "Mason": "a degree"}
COMMAND = (sys.executable, "-m", "service.cli")

Run = Callable[..., subprocess.CompletedProcess[str]]


def write(folder: Path, title: str, requirement: str = "a degree") -> Path:
    file = folder / f"{title.lower()}.md"
    file.write_text(PROFILE.format(title=title, name=title.lower(), requirement=requirement), "utf-8")
    return file


def make_library(folder: Path) -> Path:
    folder.mkdir()
    for title, requirement in TRADES.items():
        write(folder, title, requirement)
    return folder


def environment_for(folder: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("PROFILE_INDEX_")}
    return {
        **own,
        "PROFILE_INDEX_INDEX": str(folder / "index"),
        "PROFILE_INDEX_PROFILES": str(folder / "profiles"),
        "COLUMNS": "100",
    }


def runner(environment: dict[str, str]) -> Run:
    def made(*words: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            (*COMMAND, *words),
            env={**environment, **variables},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return made


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return make_library(tmp_path / "profiles")


@pytest.fixture
def environment(tmp_path: Path, library: Path) -> dict[str, str]:
    return environment_for(tmp_path)


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    """Run a command where nothing is built yet."""
    return runner(environment)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with profiles and their index, for reading."""
    folder = tmp_path_factory.mktemp("built")
    make_library(folder / "profiles")
    assert runner(environment_for(folder))("build").returncode == 0
    return folder


@pytest.fixture
def ask(built: Path) -> Run:
    """Run a command that only asks."""
    return runner(environment_for(built))


def answer(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.stderr == ""
    return msgspec.json.decode(done.stdout)


def test_help_names_every_command(ask: Run) -> None:
    helped = ask("--help")
    assert helped.returncode == 0
    for command in (
        "build",
        "serve",
        "watch",
        "search",
        "suggest",
        "status",
        "generations",
        "rollback",
        "check",
        "evaluate",
    ):
        assert f" {command} " in helped.stdout


def test_a_build_says_what_it_did_and_a_second_that_there_is_nothing_to_do(run: Run, library: Path) -> None:
    first = run("build")
    assert (first.returncode, first.stderr) == (0, "")
    assert "added 3: glazier.md, mason.md, thatcher.md" in first.stdout
    assert "nothing to do, 3 unchanged" in run("build").stdout
    write(library, "Mason", "an apprenticeship")
    (library / "glazier.md").unlink()
    third = run("build").stdout
    assert "changed 1: mason.md" in third
    assert "removed 1: glazier.md" in third


def test_a_refused_file_is_named_and_the_rest_is_indexed(run: Run, library: Path) -> None:
    (library / "broken.md").write_text("---\ntitel: Broken\n---\n")
    built = run("build")
    assert built.returncode == 1
    assert "refused " in built.stdout
    assert "broken.md:" in built.stdout
    assert answer(run("search", "--json"))["total"] == 3


def test_search_prints_hits_with_their_passages(ask: Run) -> None:
    found = ask("search", "thatcher", "care").stdout
    assert "1 result for “thatcher care”" in found
    assert " 1. Thatcher  thatcher" in found
    assert "A thatcher plans the work of the day and does it with care." in found
    assert "Qualification: " in found


def test_search_says_what_can_be_started_with_what_one_has(ask: Run) -> None:
    found = ask("search", "--have", "6", "--route", "direct").stdout
    assert "You could start: applying directly" in found
    assert "A degree (2)*" in found
    assert "start:" not in ask("search").stdout
    wrong = ask("search", "--have", "ten", "--route", "tram")
    assert wrong.returncode == 2
    assert "have: 'ten' is not allowed (use a whole number from 0 to 8)" in wrong.stderr
    assert "route: 'tram' is not one of university, college," in wrong.stderr


def test_search_understands_its_words_unless_they_are_literal(ask: Run) -> None:
    found = ask("search", "thatcher", "without", "a", "degree").stdout
    assert "Understood: " in found
    assert "not Bachelor's. Add --literal to search for the words." in found
    assert "Understood: " not in ask("search", "thatcher without a degree", "--literal").stdout


def test_search_prints_the_very_json_of_the_api(
    ask: Run, serve: Callable[..., TestClient], built: Path
) -> None:
    words = ("--qualification", "hnd", "--qualification", "hnc", "--sort", "title", "--page-size", "5")
    printed = answer(ask("search", "thatcher", "--json", *words))
    client = serve(index=str(built / "index"))
    asked = "/api/v1/search?q=thatcher&qualification=hnd&qualification=hnc&sort=title&page_size=5"
    served = client.get(asked).json()
    assert printed["hits"][0]["id"] == "thatcher"
    assert {**printed, "took_ms": 0} == {**served, "took_ms": 0}


def test_suggest_completes(ask: Run) -> None:
    assert ask("suggest", "glaz").stdout == "Glazier (title)\n"
    assert answer(ask("suggest", "glaz", "--json"))[0]["target"] == "glazier"


def test_status_says_what_serves_and_what_the_last_build_did(run: Run, library: Path) -> None:
    nothing = run("status")
    assert (nothing.returncode, "generation  none" in nothing.stdout) == (1, True)
    run("build")
    status = run("status")
    assert status.returncode == 0
    assert "profiles    3" in status.stdout
    assert "added 3" in status.stdout
    assert answer(run("status", "--json"))["last_build"]["added"] == ["glazier.md", "mason.md", "thatcher.md"]


def test_rollback_serves_what_was_there_before(run: Run, library: Path) -> None:
    run("build")
    write(library, "Joiner")
    run("build")
    assert answer(run("rollback", "--json"))["profiles"] == 3
    said = run("status").stdout
    assert "generation  g00000001" in said
    assert "g00000002 is served" not in said
    assert "g00000002 was served then, but not now" in said


def test_the_generations_are_listed_with_what_serves_and_what_is_held(run: Run, library: Path) -> None:
    nothing = run("generations")
    assert (nothing.returncode, nothing.stdout) == (1, "there is no index yet; build one\n")
    run("build")
    write(library, "Joiner")
    run("build")
    run("rollback", "--hold")
    newest, oldest = run("generations").stdout.splitlines()
    assert re.fullmatch(r"g00000002  \S+  +4 profiles +[\d.]+ (kB|MB)", newest)
    assert re.fullmatch(r"g00000001  \S+  +3 profiles +[\d.]+ (kB|MB)  served, held", oldest)
    (_, first) = answer(run("generations", "--json"))
    assert (first["name"], first["current"], first["held"]) == ("g00000001", True, True)


def test_a_held_index_is_built_again_after_its_release(run: Run, library: Path) -> None:
    run("build")
    write(library, "Joiner")
    run("build")
    assert "held        the index is held at g00000001" in run("rollback", "--hold").stdout
    refused = run("build")
    assert refused.returncode == 1
    assert refused.stdout.startswith("not served: the index is held at g00000001 since ")
    assert "would have added 1: joiner.md" in refused.stdout
    both = run("rollback", "g00000001", "--release")
    assert (both.returncode, "neither a generation nor --hold" in both.stderr) == (2, True)
    assert "held" not in run("rollback", "--release").stdout.split("last build")[0]
    assert "added 1: joiner.md" in run("build").stdout


def test_a_generation_to_go_back_to_may_be_named(run: Run, library: Path) -> None:
    run("build")
    unknown = run("rollback", "g00000007")
    assert unknown.returncode == 1
    assert "there is no generation g00000007" in unknown.stderr
    assert "choose from the kept ones: g00000001" in unknown.stderr


def test_an_index_and_an_engine_may_be_named(run: Run, tmp_path: Path) -> None:
    run("build", "--index", str(tmp_path / "other"))
    assert answer(run("search", "--json", "--index", str(tmp_path / "other")))["total"] == 3
    assert answer(run("search", "--json", "--engine", f"whoosh:{tmp_path / 'other'}"))["total"] == 3


def test_content_may_be_several_folders_and_files(run: Run, library: Path, tmp_path: Path) -> None:
    one = tmp_path / "one"
    one.mkdir()
    built = run("build", "--profiles", str(write(one, "Joiner")), "--profiles", str(library))
    assert built.returncode == 0
    assert answer(run("status", "--json"))["profiles"] == 4


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("search", "--page", "0"), "page: '0' is not allowed (use a whole number from 1 to 10,000)"),
        (("search", "--qualification", "hxd"), "qualification: 'hxd' is not one of gcse,"),
        (
            ("serve", "--port", "99999"),
            "Wrong setting: --port: '99999' is not allowed (use a whole number from 1 to 65,535)",
        ),
        (("search", "x", "--engine", "xapian:db"), "there is no engine 'xapian'"),
        (("evaluate",), "give evaluate either JUDGMENTS.tsv, or one of --qualifications"),
        (
            ("build", "--golden", "nowhere.tsv"),
            "nowhere.tsv cannot be read as golden queries: it does not exist;",
        ),
        (("build", "--golden", "/"), "/ cannot be read as golden queries: it is a folder; give a file"),
        (("evaluate", "--qualifications", "/"), "the labelled passages in / cannot be read: it is a folder"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(ask: Run, words: tuple[str, ...], sentence: str) -> None:
    done = ask(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"profile-index: {sentence}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (("-glazier",), ["mason", "thatcher"]),
        (("work", "-mason", "--page-size", "5"), ["glazier", "thatcher"]),
        (("-hod", "-mason", "-glazier"), ["thatcher"]),
        (("-glazier", "--", "-mason"), ["thatcher"]),
        (('-"plans the work"',), []),
    ],
)
def test_a_word_with_a_hyphen_is_left_out(ask: Run, words: tuple[str, ...], left: list[str]) -> None:
    assert sorted(hit["id"] for hit in answer(ask("search", "--json", *words))["hits"]) == left


def test_an_option_that_is_misspelt_is_still_wrong_usage(ask: Run) -> None:
    done = ask("search", "mason", "--exat")
    assert (done.returncode, "No such option: --exat" in done.stderr) == (2, True)
    assert "Usage:" in ask("search", "-h").stdout


def test_a_number_below_zero_is_a_value_of_an_option(ask: Run) -> None:
    done = ask("search", "mason", "--page", "-1")
    assert done.stderr.startswith("profile-index: page: '-1' is not allowed (use a whole number from 1")


def test_an_unknown_command_is_wrong_usage(ask: Run) -> None:
    done = ask("destroy")
    assert done.returncode == 2
    assert "No such command 'destroy'" in done.stderr


def test_what_cannot_be_done_is_one_sentence_and_exit_code_1(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for words in (
        ("search", "nurse"),
        ("build", "--profiles", str(empty)),
        ("build", "--profiles", str(tmp_path / "missing")),
    ):
        done = run(*words)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), words
        assert done.stderr.startswith("profile-index: ")


def test_a_setting_from_the_environment_that_makes_no_sense_is_named(ask: Run) -> None:
    done = ask("status", PROFILE_INDEX_WORKERS="many")
    assert done.returncode == 2
    assert "PROFILE_INDEX_WORKERS: 'many' is not allowed (use a whole number from 1 to 64)" in done.stderr


def test_a_reader_that_has_enough_is_no_error(built: Path) -> None:
    with subprocess.Popen(
        (*COMMAND, "search", "--json"),
        env=environment_for(built),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as searching:
        assert searching.stdout
        assert searching.stderr
        searching.stdout.close()
        assert searching.stderr.read() == b""
        searching.wait()


def test_qualifications_in_a_text_are_printed_with_their_places(ask: Run) -> None:
    text = "You’ll need an HND or a degree."
    printed = ask("qualifications", "--json", stdin=text).stdout.splitlines()
    mentions = [msgspec.json.decode(line) for line in printed]
    assert [(each["slug"], each["role"]) for each in mentions] == [("hnd", "entry"), ("bachelors", "entry")]
    assert [text[each["start"] : each["end"]] for each in mentions] == [each["text"] for each in mentions]
    assert ask("qualifications", stdin=text).stdout.split()[:3] == ["hnd", "entry", "HND"]


def test_ways_in_a_text_are_printed_with_the_words_that_say_so(ask: Run) -> None:
    text = "Start as a helper, no grades asked. Colleges want two GCSEs at grade 4 for a Level 3 Diploma."
    printed = ask("ways", "--json", stdin=text).stdout.splitlines()
    assert [msgspec.json.decode(line) for line in printed] == [
        {
            "route": "work",
            "start": [0, 0],
            "needs_experience": False,
            "needs": [],
            "leads_to": [],
            "quote": "Start as a helper, no grades asked.",
        },
        {
            "route": "college",
            "start": [2, 2],
            "needs_experience": False,
            "needs": ["gcse"],
            "leads_to": ["vocational-certificate"],
            "quote": "Colleges want two GCSEs at grade 4 for a Level 3 Diploma.",
        },
    ]
    lines = ask("ways", stdin=text).stdout.splitlines()
    assert lines[0].split() == ["work", "nothing", "needed"]
    assert lines[2].split() == ["college", "from", "level", "2"]


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run a command on an index whose profiles name each other."""
    folder = tmp_path_factory.mktemp("linked")
    make_library(folder / "profiles")
    more = "\n## Opportunities\n\nWith experience, you could become a mason.\n"
    with (folder / "profiles" / "glazier.md").open("a", encoding="utf-8") as file:
        file.write(more)
    asked = runner(environment_for(folder))
    assert asked("build").returncode == 0
    return asked


def test_paths_of_the_library_are_printed_an_object_a_line(linked: Run) -> None:
    lines = [msgspec.json.decode(line) for line in linked("paths", "--json").stdout.splitlines()]
    assert {"id": "glazier", "leads_to": ["mason"], "comes_from": []} in lines
    assert len(lines) == len(TRADES)
    assert answer(linked("paths", "--json", "mason"))["leads_to"] == []
    assert "leads to    mason" in linked("paths", "glazier").stdout


def test_paths_of_a_text_are_printed_with_the_names_of_the_library(linked: Run) -> None:
    text = "Former glaziers make good tilers. Later you can become a mason."
    printed = linked("paths", "--title", "Tiler", "--json", stdin=text)
    assert answer(printed) == {"id": "", "leads_to": ["mason"], "comes_from": ["glazier"]}


def test_paths_says_in_a_sentence_what_it_cannot_do(linked: Run) -> None:
    unknown = linked("paths", "juggler")
    assert unknown.returncode == 2
    assert "the index has no profile 'juggler'" in unknown.stderr
    assert "not both" in linked("paths", "mason", "--title", "Tiler").stderr


def test_evaluate_measures_paths(linked: Run, tmp_path: Path) -> None:
    labelled = tmp_path / "paths.jsonl"
    labelled.write_text(
        '{"id": "a", "from": "x:glazier", "leads_to": [{"id": "mason"}], "comes_from": [{"id": "thatcher"}]}'
        '\n{"id": "b", "title": "Tiler", "text": "You could become a mason."}\n'
    )
    printed = linked("evaluate", "--paths", str(labelled))
    assert printed.returncode == 0
    assert "line 1, a: missed comes_from thatcher" in printed.stdout
    assert "line 2, b: extra leads_to mason in: mason" in printed.stdout
    scores = answer(linked("evaluate", "--paths", str(labelled), "--json"))["scores"]
    assert [(score["found"], score["extra"], score["missed"]) for score in scores] == [
        (1, 1, 0),
        (0, 0, 1),
        (1, 1, 1),
    ]
    both = linked("evaluate", "--paths", str(labelled), "--qualifications", str(labelled))
    assert both.returncode == 2
    labelled.write_text("{}\n")
    assert f"{labelled}:1" in linked("evaluate", "--paths", str(labelled)).stderr


def test_a_question_is_printed_as_it_is_understood(linked: Run) -> None:
    printed = answer(linked("understand", "i have an HND and want to be a mason or glazier -slate", "--json"))
    assert printed == {
        "qualification": [],
        "level": [],
        "have": 5,
        "without": {"qualification": [], "route": []},
        "route": [],
        "jobs": [["mason"], ["glazier"]],
        "environment": [],
        "exclude_words": ["slate"],
        "aspect": None,
        "words": [],
    }
    assert answer(linked("understand", "--json", stdin="level 2 slate\n"))["level"] == [2]
    lines = linked("understand", "mason", "without", "a", "degree", "-slate").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["job", "qualification", "word", "words"]
    assert lines[1].endswith("not wanted")


def test_evaluate_measures_the_understanding_of_questions(linked: Run, tmp_path: Path) -> None:
    labelled = tmp_path / "questions.jsonl"
    labelled.write_text(
        '{"query": "mason pay", "kind": "aspect", "jobs": [["mason"]], "aspect": "pay"}\n'
        '{"query": "hnd slate", "kind": "qualification", "words": ["slate"]}\n'
    )
    printed = linked("evaluate", "--questions", str(labelled))
    assert printed.returncode == 0
    assert "line 2, qualification, 'hnd slate': qualification" in printed.stdout
    scores = answer(linked("evaluate", "--questions", str(labelled), "--json"))["scores"]
    assert [(each["name"], each["right"]) for each in scores] == [
        ("aspect", 1),
        ("qualification", 0),
        ("all", 1),
    ]
    labelled.write_text("{\n")
    assert f"{labelled}:1" in linked("evaluate", "--questions", str(labelled)).stderr


def test_check_names_what_an_editor_should_mend(run: Run, library: Path) -> None:
    assert (run("check").returncode, run("check").stdout) == (0, "")
    (library / "broken.md").write_text("---\ntitel: Broken\n---\n")
    checked = run("check")
    assert checked.returncode == 1
    assert "broken.md:" in checked.stdout
    assert "(unreadable)" in checked.stdout
    assert answer(run("check", str(library), "--json"))[0]["rule"] == "unreadable"


def test_check_and_build_say_what_is_held_back_and_that_is_no_mistake(run: Run, library: Path) -> None:
    (library / "potter.md").write_text("---\ntitle: Potter\ndraft: true\n---\n\n## Tools\n\nA wheel.\n")
    (library / "tanner.md").write_text(
        PROFILE.format(title="Tanner\npublished: 2999-01-01", name="tanner", requirement="a licence")
    )
    checked = run("check")
    assert checked.returncode == 0
    assert "potter.md: is a draft, so it is not served; remove the key `draft`" in checked.stdout
    assert "tanner.md: is not served before 2999-01-01; a build on or after that day" in checked.stdout
    assert [each["level"] for each in answer(run("check", "--json"))] == ["note", "note"]
    built = run("build")
    assert built.returncode == 0
    assert "held back 2: potter.md (a draft), tanner.md (until 2999-01-01)" in built.stdout
    (library / "potter.md").write_text("---\ntitle: Potter\ndraft: true\n---\n\n## Tools\n")
    assert "the section" in run("check").stdout, "an editor wants to know before it is published"


def test_check_prints_annotations_of_a_workflow(run: Run, library: Path) -> None:
    broken = library / "a,b.md"
    broken.write_text("---\ntitle: 100%: a\nnone: b\n")
    (library / "potter.md").write_text("---\ntitle: Potter\n---\n\n## Duties\n\nTurn.\n\n## 100% Skills\n")
    (library / "check.toml").write_text("expected_kinds = []\n")
    checked = run("check", "--format", "github")
    assert checked.returncode == 1
    escaped = str(broken).replace(",", "%2C")
    error, warning = checked.stdout.splitlines()
    assert error.startswith(f"::error file={escaped},line=1,title=unreadable::")
    assert warning == (
        f"::warning file={library / 'potter.md'},line=9,title=empty-section::"
        'the section "100%25 Skills" has no text; add some, or remove the heading'
    )
    assert answer(run("check", "--format", "json")) == answer(run("check", "--json"))
    assert run("check", "--format", "xml").returncode == 2


def test_check_names_paths_as_they_were_given(run: Run, library: Path) -> None:
    write(library, "Fuller").write_text("---\ntitle: Fuller\n---\n\n## Duties\n")
    given = f"{library}/../{library.name}"
    places = {each["path"] for each in answer(run("check", given, "--json"))}
    assert places == {f"{given}/fuller.md"}


def test_check_names_a_comment_with_file_and_line(run: Run, library: Path) -> None:
    path = library / "potter.md"
    path.write_text("---\ntitle: Potter\n---\n\n## Tools\n\nA wheel.\n\n<!-- and\na kiln? -->\n")
    checked = run("check")
    assert checked.returncode == 1
    assert f"{path}:9: a comment is left out; " in checked.stdout
    assert "(comment)" in checked.stdout
    path.unlink()
    (library / "potter.html").write_text(
        "<h1>Potter</h1>\n<!-- made by a tool -->\n<h2>Duties</h2><p>Turn a wheel.</p>"
        "<h2>Entry requirements</h2><p>Steady hands.</p>"
    )
    checked = run("check")
    assert checked.returncode == 0, "a page has comments of its tools"
    assert "potter.html:2: a comment is left out; " in checked.stdout


def test_evaluate_measures_and_compares(ask: Run, tmp_path: Path) -> None:
    judged = tmp_path / "judged.tsv"
    judged.write_text("query\tprofile_id\tgrade\nthatcher\tthatcher\t3\nstone mason\tmason\t3\n")
    before = ask("evaluate", str(judged), "--json")
    assert answer(before)["figures"][0]["measures"]["nDCG@10"]["mean"] == 1
    (tmp_path / "before.json").write_text(before.stdout)
    printed = ask("evaluate", str(judged), "--compare", str(tmp_path / "before.json")).stdout
    assert "all, 2 queries" in printed
    assert "all nDCG@10: +0.000 (+0.000 to +0.000), 0 better, 0 worse of 2" in printed
    compared = ask("evaluate", str(judged), "--compare", str(judged))
    assert "it is not the output of evaluate --json" in compared.stderr


def test_evaluate_measures_recognition(ask: Run, tmp_path: Path) -> None:
    labelled = tmp_path / "labelled.jsonl"
    labelled.write_text('{"text": "You need an HND.", "labels": ["hnd"]}\n')
    printed = ask("evaluate", "--qualifications", str(labelled))
    assert printed.returncode == 0
    assert "1 passages" in printed.stdout
    assert answer(ask("evaluate", "--qualifications", str(labelled), "--json"))["total"]["f1"] == 1


def test_evaluate_measures_ways_in(ask: Run, tmp_path: Path) -> None:
    labelled = tmp_path / "labelled.jsonl"
    labelled.write_text(
        '{"text": "Colleges want GCSEs at grade 4.", "ways": [{"route": "college", "start": 2}]}\n'
    )
    printed = ask("evaluate", "--ways", str(labelled))
    assert printed.returncode == 0
    assert "1 texts" in printed.stdout
    assert answer(ask("evaluate", "--ways", str(labelled), "--json"))["total"]["starts"] == 1
    both = ask("evaluate", "--ways", str(labelled), "--qualifications", str(labelled))
    assert both.returncode == 2
    assert "one of --qualifications, --ways, --paths, --categories and --questions" in both.stderr


def test_evaluate_measures_derived_categories(ask: Run, tmp_path: Path) -> None:
    labelled = tmp_path / "labelled.jsonl"
    labelled.write_text('{"title": "Ward nurse", "categories": ["Health"]}\n')
    assert "1 titles: 1 right, 0 wrong, 0 none" in ask("evaluate", "--categories", str(labelled)).stdout
    assert answer(ask("evaluate", "--categories", str(labelled), "--json"))["precision"] == 1


# Serving


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def get(port: int, path: str) -> httpx2.Response:
    """The answer at an address, asked for until the service is there."""
    for _ in range(200):
        try:
            return httpx2.get(f"http://127.0.0.1:{port}{path}").raise_for_status()
        except httpx2.TransportError:
            time.sleep(0.05)
    raise AssertionError(f"nothing answers at port {port}")


def total(port: int) -> Any:
    """How many profiles the service finds."""
    return get(port, "/api/v1/search").json()["total"]


@contextmanager
def serving(environment: dict[str, str], *words: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    with subprocess.Popen(
        (*COMMAND, "serve", "--port", str(port), *words),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process, port
        finally:
            process.kill()


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_serve_builds_where_there_is_no_index_and_ends_quietly(
    environment: dict[str, str], workers: str, ending: signal.Signals
) -> None:
    with serving(environment, "--workers", workers) as (process, port):
        assert total(port) == 3
        process.send_signal(ending)
        printed, said = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "added 3" in printed
    assert f"Open http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said


def test_a_port_that_is_taken_is_one_sentence(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert done.stderr.startswith("profile-index: cannot listen on 127.0.0.1 port")
    assert done.stderr.count("\n") == 1


def test_the_log_is_a_line_of_json_for_each_event_where_it_is_asked_for(environment: dict[str, str]) -> None:
    with serving(environment, "--log-format", "json") as (process, port):
        get(port, "/api/v1/search?q=zzyzx")
        process.terminate()
        _, said = process.communicate(timeout=20)
    events = [msgspec.json.decode(line) for line in said.splitlines() if line.startswith("{")]
    assert {"search found nothing", "request"} <= {event["event"] for event in events}
    asked = next(event for event in events if event["event"] == "request")
    assert (asked["path"], asked["status"], asked["level"]) == ("/api/v1/search", 200, "info")


def test_the_figures_of_several_workers_add_up(environment: dict[str, str]) -> None:
    with serving(environment, "--workers", "2") as (_, port):
        get(port, "/api/v1/status")
        for _ in range(20):
            get(port, "/api/v1/search?q=mason")
        figures = get(port, "/metrics").text
    line = 'profile_index_requests_total{method="GET",route="/api/v1/search",status="200"} 20.0'
    assert line in figures


def test_every_worker_knows_of_a_build_by_another_process_that_is_not_served(
    environment: dict[str, str], run: Run, library: Path, tmp_path: Path
) -> None:
    golden = tmp_path / "golden.tsv"
    golden.write_text("plans the work\tnobody\n")
    with serving(environment, "--workers", "2") as (_, port):
        assert "\nprofile_index_last_build_success 1.0\n" in get(port, "/metrics").text
        write(library, "Joiner")
        refused = run("build", "--golden", str(golden))
        assert (refused.returncode, refused.stderr) == (1, "")
        assert refused.stdout.startswith(f"not served: {golden}:1: the golden query")
        assert "would have added 1: joiner.md" in refused.stdout
        for _ in range(10):
            assert "\nprofile_index_last_build_success 0.0\n" in get(port, "/metrics").text
            assert get(port, "/readyz").json()["problems"]
    assert run("status").stdout.count("nobody") == 1


def test_a_worker_that_dies_is_replaced_and_named(environment: dict[str, str]) -> None:
    with serving(environment, "--workers", "2", "--log-format", "json") as (process, port):
        get(port, "/healthz")
        worker = next(child for child in children(process.pid) if is_worker(child))
        os.kill(worker, signal.SIGKILL)
        assert process.stderr
        event = next(line for line in process.stderr if "died" in line)
        process.terminate()
        process.communicate(timeout=20)
    told = msgspec.json.decode(event)
    assert (told["worker"], told["exit_code"], told["level"]) == (worker, -signal.SIGKILL, "error")


def is_worker(process: int) -> bool:
    return b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes()


def test_serve_with_watch_answers_from_a_changed_file(environment: dict[str, str], library: Path) -> None:
    with serving(environment, "--watch") as (process, port):
        assert process.stderr
        assert next(line for line in process.stderr if " built " in line)
        assert total(port) == 3
        write(library, "Joiner")
        saved = time.monotonic()  # how long it takes is measured by `make faults`
        while total(port) != 4:
            assert time.monotonic() - saved < 10
            time.sleep(0.05)
        process.terminate()
        process.communicate(timeout=20)


def test_the_watcher_ends_with_a_service_that_was_killed(environment: dict[str, str], tmp_path: Path) -> None:
    with serving(environment, "--watch") as (process, port):
        get(port, "/api/v1/search")
        (child,) = children(process.pid)
        process.kill()
        process.communicate(timeout=20)
    for _ in range(100):
        if not Path(f"/proc/{child}").exists():
            return
        time.sleep(0.1)
    raise AssertionError("the watcher goes on")


def children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(each) for each in listed.split()]

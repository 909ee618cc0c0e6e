"""Rules as a whole: their names, their page, the library's own settings, and the shipped library."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from indexer.check import ALL_RULES, Level, findings
from tests.check.pages import Shelf
from tests.corpora import NCS, SEED, needs

TOP = Path(__file__).parents[2]
PAGE = (TOP / "docs" / "checks.md").read_text(encoding="utf-8")


def test_no_two_rules_have_one_name() -> None:
    assert [name for name, count in Counter(rule.name for rule in ALL_RULES).items() if count > 1] == []


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.name)
def test_the_page_explains_every_rule_with_its_level(rule: object) -> None:
    name, level = getattr(rule, "name", ""), getattr(rule, "level", "")
    assert f"\n### {name}\n\n{level.capitalize()}. " in PAGE


def test_the_page_explains_no_rule_that_there_is_not() -> None:
    assert set(re.findall("^### (.*)$", PAGE, re.MULTILINE)) == {rule.name for rule in ALL_RULES}


def test_the_shipped_library_is_clean() -> None:
    assert findings([TOP / "profiles"]) == []


def test_findings_are_in_the_order_of_files_and_lines(shelf: Shelf) -> None:
    shelf.profile("b", "##Duties\n\n## Skills\n\n## Tools\n")
    shelf.profile("a", "## Duties\n\nA <del>b</del>\n")
    places = [(Path(each.path).name, each.line) for each in findings([shelf.folder])]
    assert places == [("a.md", 7), ("b.md", 5), ("b.md", 7), ("b.md", 9)]


def test_a_rule_that_the_library_turns_off_is_off(shelf: Shelf) -> None:
    shelf.profile("a", "## Duties\n\n## Skills\n\nYou will need:\n")
    assert {each.rule for each in findings([shelf.folder])} == {"empty-section", "open-lead-in"}
    shelf.put("check.toml", 'off = ["empty-section", "missing-kind"]\n')
    assert {each.rule for each in findings([shelf.folder])} == {"open-lead-in"}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            '\noff = ["long-sentances"]',
            2,
            '"long-sentances" in `off` is not known; did you mean long-sentence?',
        ),
        ('off = ["unreadable"]', 1, '"unreadable" in `off` is not known'),
        ('of = ["long-sentence"]', 1, '"of" is not a setting of `check`; did you mean off?'),
        ("review_after_months = 0", 1, "must be a whole number above 0"),
        ("review_after_months = true", 1, "must be a whole number above 0"),
        ('review_after_months = "2 years"', 1, "must be a whole number above 0"),
        ('off = "comment"', 1, "`off` must be a list of names in quotes"),
        ('expected_kinds = ["dutys"]', 1, '"dutys" in `expected_kinds` is not known; did you mean duties?'),
        ("off = [", 1, "is not valid TOML"),
    ],
)
def test_a_bad_setting_is_named_and_the_usual_ones_hold(
    shelf: Shelf, text: str, line: int, said: str
) -> None:
    shelf.profile("a", "## Skills\n\n")
    shelf.put("check.toml", text)
    (bad,) = [each for each in findings([shelf.folder]) if each.rule == "unreadable"]
    assert (Path(bad.path).name, bad.line, bad.level) == ("check.toml", line, Level.ERROR)
    assert said in bad.message
    assert shelf.found("missing-kind") == [("a.md", None)]


def test_comments_of_a_page_are_one_note(shelf: Shelf) -> None:
    shelf.put("a.html", "<h1>Cooper</h1>\n<!-- a -->\n<!-- b -->\n<h2>Duties</h2><p>Hoop.</p><!-- c -->")
    assert shelf.found("comment") == [("a.html", 2)]
    assert "(and 2 more in this file)" in shelf.messages("comment")[0]


@needs(SEED)
def test_the_seed_page_has_its_three_faults() -> None:
    found = [(each.rule, each.line) for each in findings([SEED])]
    assert found == [("cut-summary", 7), ("open-lead-in", 16), ("empty-section", 18)]


@needs(NCS)
def test_of_829_profiles_97_are_warned_of_and_all_for_their_duties() -> None:
    warnings = [each for each in findings([NCS]) if each.level is not Level.NOTE]
    assert len(warnings) == 97
    assert all("no section on duties" in each.message for each in warnings)


def test_the_time_that_a_library_takes_grows_with_it_and_no_faster(tmp_path: Path) -> None:
    def seconds(profiles: int) -> float:
        section = {"heading": "Duties", "text": "The guild of the county has shown young people its crafts."}
        records = (
            {
                "id": f"job-{n}",
                "title": f"Job {n % 50}",
                "alternative_titles": ["Job 3"],
                "category": "a A"[n % 3],
            }
            | {"sections": [section, section]}
            for n in range(profiles)
        )
        file = tmp_path / f"{profiles}.jsonl"
        file.write_bytes(b"\n".join(map(msgspec.json.encode, records)))
        begin = time.process_time()
        assert findings([file])
        return time.process_time() - begin

    seconds(100)
    assert seconds(4_000) < 10 * seconds(1_000)

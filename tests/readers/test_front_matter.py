"""Front matter, ours and that of other programs."""

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from indexer.errors import CorpusError
from indexer.facts import Facts, Pay, Period
from indexer.library.corpus import Corpus
from indexer.profile import DeclaredWay, Profile
from indexer.readers import read_remarks
from indexer.readers.markdown import front_block
from tests.readers.reading import read, refusal, written

MISTAKES = {
    "neither front matter nor a heading": ("Bake bread.\n", 1, "has no title; add a line title: ..."),
    "nothing at all": ("", 1, "has no title; add a line title: ..."),
    "front matter without an end": ("---\ntitle: Baker\n\n## Pay\n", 1, 'close it with a line "---"'),
    "empty front matter": ("---\n---\n", 1, "has no title"),
    "no title": ("---\ncategory: Food\n---\n", 1, "has no title; add a line title: ..."),
    "an empty title": ('---\ncategory: Food\ntitle: " "\n---\n', 3, "has no title"),
    "a title that is null": ("---\ntitle: ~\n---\n", 1, "has no title"),
    "a title that is a list": ("---\ntitle: [a, b]\n---\n", 2, "title must be text"),
    "a title of a thousand letters": (f"---\ntitle: {'a' * 1000}\n---\n", 2, "1,000 characters"),
    "a key twice": ("---\ntitle: Baker\ntitle: Chef\n---\n", 3, 'the key "title" is used twice'),
    "text for a list": (
        "---\ntitle: B\nalternative_titles: x\n---\n",
        3,
        "alternative_titles must be a list",
    ),
    "a list in a list": (
        "---\ntitle: B\nrelated:\n  - a\n  - [b]\n---\n",
        5,
        "each entry of related must be text",
    ),
    "a date in words": ("---\ntitle: B\nupdated: 3 May 2024\n---\n", 3, "write it like 2024-05-21"),
    "a date that never was": (
        "---\ntitle: B\nupdated: 2024-02-30\n---\n",
        3,
        "is not a day in the calendar; write it like",
    ),
    "a qualification misspelt": (
        *("---\ntitle: B\nqualifications:\n  - nvqs\n---\n", 4),
        '"nvqs" is not a known qualification; did you mean nvq?',
    ),
    "a qualification unheard of": ("---\ntitle: B\nqualifications: [x]\n---\n", 3, "use one of gcse"),
    "ways as text": (
        "---\ntitle: B\nways: college\n---\n",
        3,
        "ways must be a list of entries like - {route: apprentice",
    ),
    "a way as text": (
        "---\ntitle: B\nways: [college]\n---\n",
        3,
        "each entry of ways must look like {route: ",
    ),
    "a way without its route": ("---\ntitle: B\nways:\n- start: 2\n---\n", 4, "needs a route, as in {route"),
    "a route misspelt": (
        *("---\ntitle: B\nways:\n- route: work\n- route: colege\n---\n", 5),
        '"colege" is not a route; did you mean college?',
    ),
    "a route twice": (
        *("---\ntitle: B\nways:\n- route: work\n- {route: work, start: 1}\n---\n", 5),
        "work is used twice in ways; keep the one",
    ),
    "a start beyond the levels": (
        *("---\ntitle: B\nways:\n- {route: work, start: 9}\n---\n", 4),
        "the start of work in ways must be a level from 0 to 8",
    ),
    "a start in words": (
        *("---\ntitle: B\nways:\n- {route: work, start: GCSEs}\n---\n", 4),
        "the start of work in ways must be a level from 0 to 8",
    ),
    "a way's odd key": (
        *("---\ntitle: B\nways:\n- {route: work, strat: 1}\n---\n", 4),
        'unknown key "strat" in ways; did you mean start?',
    ),
    "a way's key twice": (
        *("---\ntitle: B\nways:\n- route: work\n  route: college\n---\n", 5),
        'the key "route" is used twice; keep one',
    ),
    "pay as a list": ("---\ntitle: B\npay: [20000]\n---\n", 3, "pay must look like {from: 26000, to:"),
    "pay in other words": ("---\ntitle: B\npay: plenty\n---\n", 3, "pay must look like {from: 26000, to:"),
    "pay without an amount": ("---\ntitle: B\npay: {period: year}\n---\n", 3, "pay needs an amount, like"),
    "pay without a period": ("---\ntitle: B\npay: {from: 20000}\n---\n", 3, "pay needs a period, like"),
    "an odd period of pay": (
        *("---\ntitle: B\npay:\n  from: 20000\n  period: fortnight\n---\n", 5),
        '"fortnight" is not a period of pay; use one of year, month',
    ),
    "an amount in words": (
        *("---\ntitle: B\npay:\n  from: lots\n  period: year\n---\n", 4),
        'from in pay is "lots"; write a number like 26000',
    ),
    "an amount of nothing": (
        *("---\ntitle: B\npay: {from: 0, period: year}\n---\n", 3),
        "an amount of pay must be more than 0 and at most 10,000,000; check it",
    ),
    "pay upside down": (
        *("---\ntitle: B\npay: {from: 30000, to: 20000, period: year}\n---\n", 3),
        "pay begins above its end; swap from and to",
    ),
    "an odd currency": (
        *("---\ntitle: B\npay: {from: 30000, period: year, currency: EURO}\n---\n", 3),
        '"EURO" is not a currency that pay can be in; did you mean EUR?',
    ),
    "an odd key in pay": (
        *("---\ntitle: B\npay:\n  frm: 20000\n---\n", 4),
        'unknown key "frm" in pay; did you mean from?',
    ),
    "pay within pay": (
        *("---\ntitle: B\npay:\n  from: [1]\n---\n", 4),
        "from in pay must be text or a number",
    ),
    "hours as a list": ("---\ntitle: B\nhours: [9, 5]\n---\n", 3, "hours must be text on one line"),
    "hours without end": (
        *(f"---\ntitle: B\nhours: {'9 to 5 ' * 20}\n---\n", 3),
        "hours must be 80 characters or fewer; put the rest into the text",
    ),
    "a pattern as text": ("---\ntitle: B\npattern: shifts\n---\n", 3, "pattern must be a list: one item"),
    "a pattern without end": (
        *("---\ntitle: B\npattern: [a, b, c, d, e, f, g, h, i]\n---\n", 3),
        "pattern has 9 entries; keep the 8 that matter most",
    ),
    "a related title": ("---\ntitle: B\nrelated: [Head Chef]\n---\n", 3, "try head-chef"),
    "a colon in a value": ("---\ntitle: Baker: craft\n---\n", 2, "a value has a colon; put it in quotes"),
    "a tab for indentation": ("---\ntitle: B\nrelated:\n\t- a\n---\n", 4, "not valid YAML: a tab"),
    "a bracket left open": (
        "---\ntitle: B\nrelated: [a\n---\n",
        3,
        "a list or table that does not end",
    ),
    "a list for keys": ("---\n- title\n---\n", 2, "lines of the form key: value"),
    "text for keys": ("---\ntitle\n---\n", 2, "lines of the form key: value"),
    "an alias bomb": (
        *("---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: B\n---\n", 2),
        "has an anchor or alias",
    ),
    "an alias of nothing": ("---\ntitle: *a\n---\n", 2, "has an anchor or alias"),
    "a tag that runs code": ('---\ntitle: !!python/object/apply:os.system ["true"]\n---\n', 2, "has a tag"),
    "a tag of one's own": ("---\ntitle: !mine B\n---\n", 2, "has a tag"),
    "TOML without an end": ("+++\ntitle = 'B'\n", 1, 'close it with a line "+++"'),
    "a mistake in TOML": ("+++\ntitle = B\n+++\n", 2, "is not valid TOML"),
    "a mistake in JSON": ('{\n"title": "B",\n"draft" true}\n', 3, "is not valid JSON"),
    "a list for a title in TOML": ("+++\ndraft = false\ntitle = ['B']\n+++\n", 3, "title must be text"),
    "deep nesting in JSON": ('{"title": ' + "[" * 60_000, 1, "front matter"),
    "deep nesting": (f"---\ntitle: {'[' * 20_000}\n---\n", 2, "is nested too deeply"),
    "deep indentation": (
        *("---\n" + "".join(" " * n + "a:\n" for n in range(60)) + "---\n", 14),
        "is nested too deeply",
    ),
    "64 kB of keys": ("---\n" + "a: b\n" * 15_000 + "---\n", 1, "more than 64,000 characters"),
    "half a character": ('---\ntitle: "\\ud800"\n---\n', 2, ""),
    "twenty thousand lines": ("---\ntitle: B\n---\n" + "a\n" * 30_000, None, "more than 20,000 lines"),
}


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """YAML as its C library reads it, and as Python does where that was not built."""
    monkeypatch.setattr(front_block, "LOADER", getattr(yaml, request.param))


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_line(mistake: str, tmp_path: Path) -> None:
    content, line, words = MISTAKES[mistake]
    path = written(tmp_path, "baker.md", content)
    error = refusal(path)
    assert (error.path, error.source, error.line) == (str(path), "baker.md", line)
    assert words in error.message


DECLARED = {
    "{from: 24000, to: 38500, period: year}": Pay(24000, 38500),
    '{from: "£24,000", to: "£38,500", period: year}': Pay(24000, 38500),
    "{from: 12.71, period: hour}": Pay(12.71, None, Period.HOUR),
    "{to: 900, period: week, currency: EUR}": Pay(None, 900, Period.WEEK, "EUR"),
    '"£24,000 to £38,500 a year"': Pay(24000, 38500),
}


@pytest.mark.parametrize("said", DECLARED)
def test_front_matter_may_declare_pay(said: str, tmp_path: Path) -> None:
    path = written(tmp_path, "thatcher.md", f"---\ntitle: Thatcher\npay: {said}\n---\n")
    assert read(path).facts.pay == DECLARED[said]


def test_front_matter_may_declare_hours_and_when_they_are_worked(tmp_path: Path) -> None:
    text = "---\ntitle: Thatcher\nhours: 40 to 45 a week\npattern:\n- in daylight\n- weekends\n---\n"
    facts = read(written(tmp_path, "thatcher.md", text)).facts
    assert facts == Facts(None, "40 to 45 a week", ("in daylight", "weekends"))


def test_facts_in_other_programs_keys_are_read_or_named(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.md", "---\ntitle: B\nsalary: $20 an hour\nworking_pattern: days, nights\n---\n"
    )
    assert read(path).facts == Facts(Pay(20, 20, Period.HOUR, "USD"), "", ("days", "nights"))
    path = written(tmp_path, "b.md", "---\ntitle: B\nsalary: competitive\n---\n")
    assert not read(path).facts
    ((_, remark),) = read_remarks(path, path.name)
    assert remark.message.startswith('"salary" is not used: salary must look like {from: 26000')


def test_a_name_that_is_no_id_is_an_error_that_says_how_to_rename(tmp_path: Path) -> None:
    error = refusal(written(tmp_path, "Head Baker.md", "---\ntitle: Baker\n---\n"))
    assert "rename the file to head-baker.md" in error.message


FOREIGN = {
    "YAML": """---
Title: Thatcher
date: 2024-05-21T10:00:00+01:00
lastmod: 21 May 2025
description: Thatchers roof houses with reed.
categories: [Building, Craft]
aliases: [/old/thatcher, Reed roofer]
weight: 3
params: {colour: {red: 1}}
---
""",
    "TOML": """+++
title = "Thatcher"
date = 2024-05-21T10:00:00Z
lastmod = 2025-05-21
description = "Thatchers roof houses with reed."
categories = ["Building", "Craft"]
aliases = ["/old/thatcher", "Reed roofer"]
weight = 3
[params]
colour = "red"
+++
""",
    "JSON": """{
  "title": "Thatcher",
  "date": "2024-05-21",
  "dateModified": "2025-05-21 08:15",
  "description": "Thatchers roof houses with reed.",
  "categories": ["Building"],
  "aliases": "Reed roofer",
  "weight": 3,
  "params": {"colour": null}
}
""",
}


@pytest.mark.parametrize("form", FOREIGN)
def test_front_matter_of_other_programs_is_read(form: str, tmp_path: Path) -> None:
    profile = read(written(tmp_path, "thatcher.md", FOREIGN[form] + "\n## Duties\n\n- cut reed\n"))
    assert (profile.title, profile.category) == ("Thatcher", "Building")
    assert profile.summary == "Thatchers roof houses with reed."
    assert profile.alternative_titles == ("Reed roofer",)
    assert profile.aliases == (("/old/thatcher",) if form != "JSON" else ())
    assert (profile.published, profile.updated) == (dt.date(2024, 5, 21), dt.date(2025, 5, 21))
    assert [section.text for section in profile.sections] == ["cut reed"]


@pytest.mark.parametrize("form", FOREIGN)
def test_keys_that_nobody_knows_are_named_with_their_line(form: str, tmp_path: Path) -> None:
    path = written(tmp_path, "thatcher.md", FOREIGN[form])
    (line, remark), *others = read_remarks(path, path.name)
    assert not others
    assert 'the key "params" is not used' in remark.message
    assert "params" in path.read_text().split("\n")[line - 1]


def test_a_key_that_is_nearly_one_of_ours_is_named_with_ours(tmp_path: Path) -> None:
    path = written(tmp_path, "a.md", "---\ntitle: B\nsumary: x\nopens: 2024-01-01\n---\n")
    first, second = (remark.message for _, remark in read_remarks(path, path.name))
    assert first == 'the key "sumary" is not used; did you mean summary?'
    assert second == 'the key "opens" is not used; remove it if you no longer need it'


def test_a_value_of_another_program_that_does_not_fit_is_named_and_left_out(tmp_path: Path) -> None:
    path = written(tmp_path, "a.md", "---\ntitle: B\ndate: soon\nrelated_jobs: Head chef\n---\n")
    assert read(path).published is None
    lines = [(line, remark.message) for line, remark in read_remarks(path, path.name)]
    assert [line for line, _ in lines] == [3, 4]
    assert lines[0][1].startswith('"date" is not used: date "soon" is not a date')


def test_a_key_of_ours_holds_against_another_programs(tmp_path: Path) -> None:
    text = "---\ndescription: theirs\nsummary: ours\ntitle: B\nname: N\n---\n"
    profile = read(written(tmp_path, "a.md", text))
    assert (profile.title, profile.summary) == ("B", "ours")


def test_published_false_is_a_draft(tmp_path: Path) -> None:
    assert read(written(tmp_path, "a.md", "---\ntitle: B\npublished: false\n---\n")).draft
    assert not read(written(tmp_path, "b.md", "---\ntitle: B\npublished: true\n---\n")).draft


@pytest.mark.parametrize("date", ["2024-02-03", "2024-02-03 10:00", "2024-02-03T10:00:00Z"])
def test_a_date_may_have_a_time(date: str, tmp_path: Path) -> None:
    profile = read(written(tmp_path, "a.md", f"---\ntitle: B\nupdated: {date}\n---\n"))
    assert profile.updated == dt.date(2024, 2, 3)


def test_a_library_says_what_its_own_keys_mean(tmp_path: Path) -> None:
    written(tmp_path, "keys.toml", '[keys]\n"Job group" = "category"\nboss = ""\n')
    written(tmp_path, "a.md", "---\ntitle: B\njob_group: Craft\nboss: me\n---\n\ntext\n")
    corpus = Corpus([tmp_path])
    (profile,) = corpus.read(corpus.fingerprints())
    assert isinstance(profile, Profile)
    assert profile.category == "Craft"
    assert not list(corpus.remarks())


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('[keys]\na = "titel"\n', 'means "titel", which is not a key of a profile; did you mean title?'),
        ("keys = 1\n", '"keys" must be a table'),
        ("[keys\n", "is not valid TOML"),
    ],
)
def test_a_mistake_in_a_table_of_keys_stops_the_build(table: str, words: str, tmp_path: Path) -> None:
    path = written(tmp_path, "keys.toml", table)
    written(tmp_path, "a.md", "# B\n")
    with pytest.raises(CorpusError, match=re.escape(words)) as raised:
        Corpus([tmp_path]).fingerprints()
    assert str(path) in str(raised.value)


@pytest.mark.usefixtures("loader")
def test_an_editor_adds_ways_in_with_a_start_or_without(tmp_path: Path) -> None:
    head = (
        "---\ntitle: B\nways:\n- {route: college, start: 2}\n- route: work\n- {route: other, start: 0}\n---\n"
    )
    assert read(written(tmp_path, "baker.md", head)).ways == (
        DeclaredWay("college", 2),
        DeclaredWay("work", None),
        DeclaredWay("other", 0),
    )

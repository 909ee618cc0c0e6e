import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.errors import ContentError
from indexer.facts import Facts, Pay, Period
from indexer.markdown import plain_text, render
from indexer.profile import DeclaredWay, Profile, SectionKind
from indexer.readers import read_profiles, read_remarks
from indexer.readers.conventions import shipped
from indexer.readers.document import Document
from indexer.readers.jsonlines import read as read_record
from tests.corpora import NCS, needs
from tests.readers.reading import FIXTURES, outline, read, read_all, refusal, written

CRAFTS = FIXTURES / "records" / "crafts.jsonl"

GOOD = '{"id": "potter", "title": "Potter"}'


def test_every_line_is_a_profile() -> None:
    candle_maker, potter, luthier = read_all(CRAFTS)
    assert isinstance(candle_maker, Profile)
    assert candle_maker.alternative_titles == ("chandler", "wax worker")
    assert outline(candle_maker) == [
        (SectionKind.DESCRIPTION, "Job description", "Candle makers pour, dip and scent candles."),
        (SectionKind.DUTIES, "Typical duties", "melting wax\ntrimming wicks"),
        (
            SectionKind.REQUIREMENTS,
            "Job requirements",
            "There are no set requirements.\n\nA level 2 diploma in craft helps.",
        ),
    ]
    assert isinstance(potter, Profile)
    assert (potter.category, potter.summary) == ("Crafts", "Potters make things of clay.")
    assert (potter.published, potter.updated) == (dt.date(2021, 3, 4), dt.date(2024, 1, 2))
    assert (potter.qualifications, potter.related) == (("nvq",), ("candle-maker",))
    assert outline(potter)[1] == (SectionKind.REQUIREMENTS, "Restrictions", "")
    assert isinstance(luthier, Profile)
    assert (luthier.summary, luthier.sections[0].kind) == ("", SectionKind.OTHER)


def test_a_record_may_add_ways_in(tmp_path: Path) -> None:
    line = '{"id": "a", "title": "A", "ways": [{"route": "college", "start": 2}, {"route": "work"}]}'
    assert read(written(tmp_path, "a.jsonl", line)).ways == (
        DeclaredWay("college", 2),
        DeclaredWay("work"),
    )


def test_a_record_may_declare_facts(tmp_path: Path) -> None:
    pay = '{"from": 12.6, "to": 15, "period": "hour", "currency": "EUR"}'
    line = f'{{"id": "a", "title": "A", "pay": {pay}, "hours": "20 a week", "pattern": ["nights", "nights"]}}'
    facts = read(written(tmp_path, "a.jsonl", line)).facts
    assert facts == Facts(Pay(12.6, 15, Period.HOUR, "EUR"), "20 a week", ("nights",))


def test_a_record_is_known_by_its_file_and_id_and_the_hash_of_its_line() -> None:
    profile = read_all(CRAFTS)[2]
    assert isinstance(profile, Profile)
    line = CRAFTS.read_bytes().splitlines()[3]
    assert profile.source == "crafts.jsonl#luthier"
    assert profile.fingerprint == hashlib.sha256(line).hexdigest()[:32]


def test_some_records_can_be_read_alone() -> None:
    found = list(read_profiles(CRAFTS, "crafts.jsonl", only={"crafts.jsonl#potter"}))
    assert [each.source for each in found] == ["crafts.jsonl#potter"]


def test_words_are_tidied(tmp_path: Path) -> None:
    record = {
        "id": "a",
        "title": " A\u00a0 b\n",
        "sections": [{"heading": "Duties:", "text": " x\t y \r\n\n \nz\u2028w"}],
    }
    profile = read(written(tmp_path, "a.jsonl", json.dumps(record)))
    assert profile.title == "A b"
    assert profile.sections[0].text == "x y\n\nz\nw"


MISTAKES = {
    "not JSON": ("potter", "not a record with an"),
    "cut short": ('{"id": "a", "title": "A', "not valid JSON: it ends too early"),
    "a list": ("[1, 2]", "not a record with an"),
    "a number for an id": ('{"id": 3, "title": "A"}', "not a record with an"),
    "no id": ('{"title": "A"}', "not a record with an"),
    "no title": ('{"id": "a"}', "title is missing; add it"),
    "an empty title": ('{"id": "a", "title": " "}', "has no title"),
    "text for a draft": ('{"id": "a", "title": "A", "draft": "no"}', "draft must be true or false, not text"),
    "a number for a title": ('{"id": "a", "title": 7}', "title must be text in quotes, not a number"),
    "a title without end": (json.dumps({"id": "a", "title": "a" * 999}), "999 characters"),
    "capitals in an id": ('{"id": "Head Potter", "title": "A"}', "try head-potter"),
    "a section without text": (
        '{"id": "a", "title": "A", "sections": [{"heading": "x"}]}',
        "text of entry 1 of sections is missing; add it",
    ),
    "a section's text as a number": (
        '{"id": "a", "title": "A", "sections": [{"heading": "x", "text": 7}]}',
        "text of entry 1 of sections must be text in quotes, not a number",
    ),
    "a number among texts": (
        '{"id": "a", "title": "A", "related": ["b", 4]}',
        "entry 2 of related must be text in quotes, not a number",
    ),
    "sections as text": (
        '{"id": "a", "title": "A", "sections": "x"}',
        "sections must be a list in [ ], not text",
    ),
    "a date in words": (
        '{"id": "a", "title": "A", "updated": "May 2024"}',
        'updated is not a date; write it like "2024-05-21"',
    ),
    "a date as a number": (
        '{"id": "a", "title": "A", "updated": 20240521}',
        'updated must be a date like "2024-05-21", not a number',
    ),
    "a number too large": ('{"id": "a", "title": 1e999}', "title has the wrong type"),
    "a comma too many": ('{"id": "é", "title": "A",}', "not valid JSON: there is a mistake at column 26;"),
    "an odd qualification": ('{"id": "a", "title": "A", "qualifications": ["nvqs"]}', "did you mean nvq?"),
    "a route misspelt": ('{"id": "a", "title": "A", "ways": [{"route": "colege"}]}', "did you mean college?"),
    "a start in words": (
        '{"id": "a", "title": "A", "ways": [{"route": "work", "start": "2"}]}',
        "start of entry 1 of ways must be a whole number, not text",
    ),
    "a start beyond the levels": (
        '{"id": "a", "title": "A", "ways": [{"route": "work", "start": -3}]}',
        "the start of work in ways must be a level from 0 to 8",
    ),
    "a route twice": (
        '{"id": "a", "title": "A", "ways": [{"route": "work"}, {"route": "other"}, {"route": "work"}]}',
        "work is used twice in ways",
    ),
    "pay as text": (
        '{"id": "a", "title": "A", "pay": "30k"}',
        "pay must be an object in { }, not text",
    ),
    "pay in words": (
        '{"id": "a", "title": "A", "pay": {"from": "30k", "period": "year"}}',
        "from of pay must be a number, not text",
    ),
    "pay without a period": (
        '{"id": "a", "title": "A", "pay": {"from": 30000}}',
        "period of pay is missing; add it",
    ),
    "an odd period": (
        '{"id": "a", "title": "A", "pay": {"from": 30000, "period": "yeer"}}',
        '"yeer" is not a period of pay; did you mean year?',
    ),
    "pay upside down": (
        '{"id": "a", "title": "A", "pay": {"from": 30000, "to": 20000, "period": "year"}}',
        "pay begins above its end; swap from and to",
    ),
    "an odd key in pay": (
        '{"id": "a", "title": "A", "pay": {"form": 30000, "period": "year"}}',
        'unknown key "form" in pay; did you mean from?',
    ),
    "hours as a number": (
        '{"id": "a", "title": "A", "hours": 40}',
        "hours must be text in quotes, not a number",
    ),
    "half a character": ('{"id": "a", "title": "\\ud800"}', "half a character"),
    "deep nesting": ('{"id": "a", "title": "A", "x": ' + "[" * 5000 + "]" * 5000 + "}", "nested too deeply"),
    "too much text": (
        json.dumps({"id": "a", "title": "A", "summary": "a" * 5_000_000}),
        "more than 5,000,000",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_bad_record_is_named_with_its_line_and_stops_no_other(mistake: str, tmp_path: Path) -> None:
    line, words = MISTAKES[mistake]
    path = written(tmp_path, "crafts.jsonl", f"{GOOD}\n\n{line}\n{GOOD.replace('potter', 'luthier')}\n")
    first, error, last = read_all(path)
    assert isinstance(error, ContentError)
    assert (error.path, error.line) == (str(path), 3)
    assert words in error.message
    assert [each.id for each in (first, last) if isinstance(each, Profile)] == ["potter", "luthier"]


def test_a_key_that_means_nothing_is_named_once_and_stops_no_record(tmp_path: Path) -> None:
    odd = '{"id": "a", "title": "A", "titel": "B", "sections": [{"heading": "x", "text": "y", "order": 1}]}'
    path = written(tmp_path, "a.jsonl", f"{GOOD}\n{odd}\n{odd.replace('a', 'b', 1)}\n")
    assert [(line, remark.rule, remark.message) for line, remark in read_remarks(path, "a.jsonl")] == [
        (2, "unused-key", 'the key "titel" is not used; did you mean title?'),
        (2, "unused-key", 'the key "order" in sections is not used; remove it if you no longer need it'),
    ]
    assert isinstance(read_all(path)[1], Profile)


def test_a_record_in_another_encoding_stops_no_other(tmp_path: Path) -> None:
    line = '{"id": "a", "title": "Café"}'.encode("latin-1")
    error, good = read_all(written(tmp_path, "a.jsonl", line + b"\n" + GOOD.encode()))
    assert isinstance(error, ContentError)
    assert "the line is not UTF-8; save the file as UTF-8" in error.message
    assert error.source == "a.jsonl#a"
    assert isinstance(good, Profile)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_a_wide_encoding_is_refused_as_a_whole(encoding: str, tmp_path: Path) -> None:
    error = refusal(written(tmp_path, "a.jsonl", GOOD.encode(encoding)))
    assert "save it as" in error.message
    assert error.source == "a.jsonl"


def test_a_bom_is_fine(tmp_path: Path) -> None:
    assert read(written(tmp_path, "a.jsonl", "\ufeff" + GOOD)).title == "Potter"


TEXTS = st.text(alphabet="ab .\n\t\r\u2028\u00a0<&é-•", max_size=40)


@given(TEXTS, TEXTS)
@example("", "a\n\u00a0\nb")
def test_the_text_of_a_section_is_what_a_page_of_it_says(heading: str, text: str) -> None:
    line = json.dumps({"id": "a", "title": "A", "sections": [{"heading": heading, "text": text}]}).encode()
    (section,) = read_record(Document(Path("a.jsonl"), "a.jsonl#a", "", "", shipped()), line, 1).sections
    assert plain_text(render(section)) == section.text


@needs(NCS)
def test_every_profile_of_a_national_careers_service_is_read() -> None:
    found = read_all(NCS)
    assert len(found) == 829
    assert not [each for each in found if isinstance(each, ContentError)]
    headings = {(s.heading, s.kind) for each in found if isinstance(each, Profile) for s in each.sections}
    assert headings == {
        ("Job description", SectionKind.DESCRIPTION),
        ("Typical duties", SectionKind.DUTIES),
        ("Skills and interests", SectionKind.SKILLS),
        ("Job requirements", SectionKind.REQUIREMENTS),
        ("Restrictions", SectionKind.REQUIREMENTS),
        ("Opportunities", SectionKind.OPPORTUNITIES),
        ("Working environment", SectionKind.OTHER),
        ("Career tips", SectionKind.OTHER),
        ("Further information", SectionKind.OTHER),
        ("Professional bodies", SectionKind.OTHER),
    }


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "p", "title": "Potter", "title": "Plumber"}', 'the key "title" is used twice'),
        (
            '{"id": "p", "title": "Potter", "sections": [{"heading": "a", "text": "b", "text": "c"}]}',
            'the key "text" is used twice',
        ),
        ('{"id": "p", "title": "Pot\\u0000ter"}', "a NUL character"),
        ('{"id": "p", "title": "Potter", "category": "\\\\\\u0000"}', "a NUL character"),
    ],
)
def test_what_a_decoder_takes_in_silence_is_refused(tmp_path: Path, line: str, said: str) -> None:
    path = written(tmp_path, "records.jsonl", line + "\n")
    error = refusal(path)
    assert said in error.message
    assert error.line == 1


def test_a_backslash_before_what_only_looks_like_a_nul_is_text(tmp_path: Path) -> None:
    path = written(tmp_path, "records.jsonl", '{"id": "p", "title": "Type \\\\u0000"}\n')
    assert read(path).title == "Type \\u0000"

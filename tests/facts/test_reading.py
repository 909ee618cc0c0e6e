"""Facts as pages state them: tables of quick facts, labels, lists of terms, headings of their own."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.facts import Facts, Pay, Period, facts_said
from indexer.facts.money import only_pay
from tests.corpora import HANDBOOK, needs
from tests.readers.reading import read, written

PAGE = """<html><head><title>Thatcher</title></head><body><main><h1>Thatcher</h1>
{box}
<h2>What you do</h2><p>Thatchers roof houses.</p>
<h2>Entry requirements</h2><p>None.</p></main></body></html>"""

BOXES = {
    "a table": """<table><caption>At a glance</caption>
        <tr><th>Typical salary</th><td>£21,000 to £34,000 a year</td></tr>
        <tr><th>Hours</th><td>40 to 44 a week</td></tr>
        <tr><th>Working pattern</th><td>days, weekends</td></tr></table>""",
    "a list of terms": """<dl><dt>Salary</dt><dd>£21,000 to £34,000 per annum</dd>
        <dt>Hours a week</dt><dd>40 to 44</dd><dt>Working pattern</dt><dd>days and weekends</dd></dl>""",
    "an aside": """<aside class="glance"><h3>Pay</h3><p>£21k to £34k a year</p><h3>Working hours</h3>
        <p>40 to 44 a week</p><h3>Shift pattern</h3><ul><li>days</li><li>weekends</li></ul></aside>""",
    "labels in bold": """<p><b>Average salary (a year):</b> £21,000 Starter to £34,000 Experienced</p>
        <p><b>Typical hours (a week):</b> 40 to 44</p><p><b>You could work:</b> days / weekends</p>""",
}


@pytest.mark.parametrize("box", BOXES)
def test_a_page_that_states_facts_has_them(box: str, tmp_path: Path) -> None:
    facts = read(written(tmp_path, "thatcher.html", PAGE.format(box=BOXES[box]))).facts
    assert facts == Facts(Pay(21000, 34000), "40 to 44 a week", ("days", "weekends"))


def test_what_an_editor_declares_holds_against_the_text(tmp_path: Path) -> None:
    front = "---\ntitle: Thatcher\npay: {from: 25000, period: year}\n---\n"
    text = front + "\n## Pay\n\n£21,000 to £34,000 a year\n\n## Working hours\n\n40 a week\n"
    facts = read(written(tmp_path, "thatcher.md", text)).facts
    assert facts == Facts(Pay(25000, None), "40 a week")


SECTIONS = {
    "Salary: £12.80 an hour": Facts(Pay(12.8, 12.8, Period.HOUR)),
    "Hourly pay | £12.80": Facts(Pay(12.8, 12.8, Period.HOUR)),
    "2023 median pay | $48,000 per year $23.08 per hour": Facts(
        Pay(48000, 48000, currency="USD", median=True)
    ),
    "Salary: £28,000 - £36,500": Facts(Pay(28000, 36500)),
    "Hours: 37.5 a week": Facts(hours="37.5 a week"),
    "Working pattern: early mornings, nights": Facts(pattern=("early mornings", "nights")),
    "Salary: competitive": Facts(),
    "Salary: £900": Facts(),  # for a week? a month?
    "Working hours: as the client needs": Facts(),
    "Work schedules: Most thatchers work full time, and some at weekends.": Facts(),
    "A new thatching knife costs £40 a year to keep sharp": Facts(),
    "Thatchers manage budgets of £20,000 to £40,000 a year": Facts(),
}


@pytest.mark.parametrize("line", SECTIONS)
def test_only_what_stands_behind_a_label_is_read(line: str) -> None:
    assert (
        facts_said([("About the job", f"Thatchers roof houses.\n\n{line}\n\nThey like reed.")])
        == (SECTIONS[line])
    )


HEADED = {
    "You start on £22,000 a year. With ten years behind you it is up to £40,000 a year.": Pay(22000, 40000),
    "Most earn £90 to £120 a day.": Pay(90, 120, Period.DAY),
    "You earn £22,000 a year, and £15 an hour for overtime.": None,
    "The lowest 10 percent earned less than £18,000 a year.": None,
    "It depends on the season.": None,
}


@pytest.mark.parametrize("text", HEADED)
def test_a_section_about_pay_says_it_only_if_its_sums_are_of_one_kind(text: str) -> None:
    assert facts_said([("What you earn", text)]).pay is None
    assert facts_said([("Pay", text + "\n\nAsk before you sign.")]).pay == HEADED[text]


def test_hours_are_read_from_a_sentence_about_the_week() -> None:
    text = "Expect 45 to 50 hours a week in summer, when the light lasts, and a good deal less in the winter."
    assert facts_said([("Hours", text)]).hours == "45 to 50 hours a week"


@given(st.text(max_size=80), st.text(max_size=200))
@settings(deadline=None)
def test_facts_without_a_sum_or_a_number_are_never_invented(heading: str, text: str) -> None:
    facts = facts_said([(heading, text)])
    assert facts.pay is None or any(sign in text for sign in "£$€")
    assert not facts.hours or any(character.isdigit() for character in text)
    assert only_pay(text) is None or any(sign in text for sign in "£$€")


@needs(HANDBOOK)
def test_the_handbook_states_the_median_pay_of_all_but_one_job() -> None:
    pays = [read(path).facts.pay for path in sorted(HANDBOOK.glob("*.html"))]
    known = [pay for pay in pays if pay]
    assert len(known) == len(pays) - 1
    assert all(pay.median and pay.currency == "USD" and pay.low == pay.high for pay in known)

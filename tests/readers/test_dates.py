import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.dates import Dates, dates_of, parse_date, take_dates
from indexer.readers.outline import Line

MAY, JUNE = dt.date(2024, 5, 3), dt.date(2024, 6, 4)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        *[
            ("2024-05-03", MAY),
            ("2024-05-03T10:00:00+01:00", MAY),
            ("3 May 2024", MAY),
            ("3rd of May 2024", MAY),
        ],
        *[("May 3, 2024", MAY), ("Friday, May 3rd 2024", MAY), ("03/05/2024", MAY), ("3 MAY 2024", MAY)],
        *[("4 June 2024", JUNE), ("4 Jun. 2024", JUNE), ("Jun 4 2024", JUNE)],
        *[("31 February 2024", None), ("May 2024", None), ("", None), ("13/13/2024", None)],
    ],
)
def test_dates_are_read_as_pages_write_them(text: str, date: dt.date | None) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("form", ["%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b. %d %Y"])
def test_every_month_is_known(month: int, form: str) -> None:
    assert parse_date(dt.date(2023, month, 7).strftime(form)) == dt.date(2023, month, 7)


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("May 3, 2024 - June 4, 2024", MAY, JUNE),
        ("3 May 2024", MAY, None),
        ("Published: 3 May 2024, last updated 4 June 2024 at 10:30 am", MAY, JUNE),
        ("Last updated 4 June 2024. First published 3 May 2024", MAY, JUNE),
        ("Page last reviewed: 4 June 2024", None, JUNE),
        ("Last Modified Date: Tuesday, June 4, 2024", None, JUNE),
    ],
)
def test_a_line_of_dates_says_when(line: str, published: dt.date | None, updated: dt.date | None) -> None:
    assert dates_of(line) == Dates(published, updated)


@pytest.mark.parametrize(
    "line", ["Apply by 3 May 2024", "From 2024-05-03 pay rises", "No date", "", "3 May 2024 (HND)"]
)
def test_a_line_that_says_more_is_content(line: str) -> None:
    assert dates_of(line) is None


def test_a_bare_date_below_a_heading_is_content() -> None:
    lines = [Line("3 May 2024"), Line("Duties", 2), Line("4 June 2024"), Line("Updated 4 June 2024")]
    dates, rest = take_dates(lines)
    assert dates == Dates(MAY, JUNE)
    assert rest == lines[1:3]


@given(st.text(alphabet="0123456789/- MayJune,updatedpublished:", max_size=60))
def test_no_line_is_too_odd_to_be_asked_for_dates(line: str) -> None:
    found = dates_of(line)
    assert found is None or isinstance(found, Dates)

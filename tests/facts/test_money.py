"""Pay as texts say it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.facts import CURRENCIES, Pay, Period
from indexer.facts.money import pay_in

SAID = {
    "£23,500 to £31,000 a year": Pay(23500, 31000),
    "Starter £23,500 – £31,000 per annum": Pay(23500, 31000),
    "£23,500-£31,000pa": Pay(23500, 31000),
    "between £23k and £31k a year": Pay(23000, 31000),
    "£23-31k per year": Pay(23000, 31000),
    "$18.40 per hour": Pay(18.4, 18.4, Period.HOUR, "USD"),
    "€95 a day": Pay(95, 95, Period.DAY, "EUR"),
    "up to £700 a week": Pay(None, 700, Period.WEEK),
    "from £1,900 a month": Pay(1900, None, Period.MONTH),
    "£30,000+ a year": Pay(30000, None),
    "£44,000 or more annually": Pay(44000, None),
    "The median annual wage was $61,000 per year": Pay(61000, 61000, currency="USD", median=True),
}


@pytest.mark.parametrize("text", SAID)
def test_pay_is_read_as_it_is_said(text: str) -> None:
    assert pay_in(text) == SAID[text]


@pytest.mark.parametrize(
    "text",
    [
        "A licence costs £250",  # no period
        "30,000 a year",  # no currency
        "£9,000 to $12,000 a year",  # two currencies
        "£40,000 to £30,000 a year",  # upside down
        "£99,000,000 a year",  # more than any job pays
        "a turnover of £3 billion a year",
        "£2m a year",
        "good pay",
        "",
    ],
)
def test_what_is_no_pay_is_not_read(text: str) -> None:
    assert pay_in(text) is None


amounts = st.integers(1, 999_999)


@given(
    st.tuples(amounts, amounts).map(sorted),
    st.sampled_from(Period),
    st.sampled_from(sorted(CURRENCIES)),
    st.sampled_from([" to ", "-", " \u2013 ", " and "]),
    st.sampled_from(["a", "per", "each"]),
)
@settings(deadline=None)
def test_any_range_is_read_back(ends: list[int], period: Period, code: str, until: str, per: str) -> None:
    low, high = ends
    sign = CURRENCIES[code]
    text = f"You can earn {sign}{low:,}{until}{sign}{high:,} {per} {period.value} before tax."
    assert pay_in(text) == Pay(low, high, period, code)


@given(st.text(alphabet="£$€0123456789,.-k toayerpuhn+", max_size=60))
@settings(deadline=None)
def test_nothing_is_invented(text: str) -> None:
    pay = pay_in(text)
    if pay is not None:
        assert any(sign in text for sign in CURRENCIES.values())
        assert (pay.low or 0) <= (pay.high or pay.low or 0)

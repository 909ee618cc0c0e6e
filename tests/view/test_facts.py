"""Facts as people read them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.facts import CURRENCIES, Facts, Pay, Period, facts_said
from indexer.query import Query, Sort
from indexer.results import Entry, Hit
from service.view.filters import ordering
from service.view.job.facts import FactLine, fact_lines, facts_line, pay_text

SAID = {
    Pay(26000, 42000): "£26,000 to £42,000 a year",
    Pay(26000, 26000): "£26,000 a year",
    Pay(26000, None): "from £26,000 a year",
    Pay(None, 700, Period.WEEK, "EUR"): "up to €700 a week",
    Pay(12.6, 15, Period.HOUR): "£12.60 to £15 an hour",
    Pay(61460, 61460, currency="USD", median=True): "$61,460 a year (median)",
}


@pytest.mark.parametrize("pay", SAID)
def test_pay_is_said_in_words(pay: Pay) -> None:
    assert pay_text(pay) == SAID[pay]


def test_only_what_is_known_is_said() -> None:
    assert fact_lines(Facts()) == []
    assert fact_lines(Facts(pattern=("nights", "on call"))) == [FactLine("When", "nights, on call")]
    assert facts_line(Facts(Pay(26000, 42000), "40 a week", ("nights",))) == (
        "£26,000 to £42,000 a year · 40 a week · nights"
    )


whole = st.integers(1, 900_000)


@given(
    st.tuples(whole, whole).map(sorted),
    st.booleans(),
    st.sampled_from(Period),
    st.sampled_from(sorted(CURRENCIES)),
)
@settings(deadline=None)
def test_what_is_said_of_pay_is_read_as_the_same_pay(
    ends: list[int], capped: bool, period: Period, code: str
) -> None:
    pay = Pay(None if capped else ends[0], ends[1], period, code)
    assert facts_said([("", f"Pay: {pay_text(pay)}")]).pay == pay


def test_a_list_by_pay_says_what_its_order_leaves_open() -> None:
    facts = (Facts(Pay(1, 2)), Facts())
    paid, unpaid = (Hit("a", "A", "", "", 0.0, facts=each) for each in facts)
    library, poor = [Entry("a", "A", facts=each) for each in facts], [Entry("a", "A")]
    assert ordering(Query(sort=Sort.TITLE), library).note([unpaid]) == ""
    by_pay = ordering(Query(sort=Sort.PAY), library)
    assert by_pay.note([paid]) == "The best paid come first."
    assert by_pay.note([paid, unpaid]).endswith("Jobs whose pay we don't know come last.")
    assert [one.label for one in by_pay.sorts() if one.current] == ["Pay"]
    refused = ordering(Query("x", sort=Sort.PAY), poor)
    assert "can't sort by pay" in refused.note([unpaid])
    assert [one.label for one in refused.sorts()] == ["Relevance", "A to Z", "Last updated"]
    assert refused.query.sort is Sort.RELEVANCE

"""Lists in the order of pay, against sorting by hand."""

from __future__ import annotations

from hypothesis import given, settings

from indexer.facts import Facts, Pay, Period
from indexer.profile import Profile
from indexer.query import Query, Sort
from indexer.rules.paying import NO_PAY, orders, pay_order
from tests.engines.made_up import index, libraries

CURRENCY_ORDER = ("GBP", "USD", "EUR")
HOURS = {Period.YEAR: 1, Period.MONTH: 12, Period.WEEK: 52, Period.DAY: 260, Period.HOUR: 1950}


def by_hand(profile: Profile) -> tuple[int, float]:
    """The currency, then the best yearly pay first; unknown pay last."""
    pay = profile.facts.pay
    if pay is None:
        return len(CURRENCY_ORDER), 0
    return CURRENCY_ORDER.index(pay.currency), -(pay.high or pay.low or 0) * HOURS[pay.period]


@given(libraries())
@settings(max_examples=60, deadline=None)
def test_the_best_paid_come_first_and_those_that_do_not_say_last(library: tuple[Profile, ...]) -> None:
    by_id = {one.id: one for one in library}
    with index((library, ())) as searcher:
        by_title = searcher.search(Query(sort=Sort.TITLE, page_size=50)).hits
        by_pay = searcher.search(Query(sort=Sort.PAY, page_size=50)).hits
        expected = sorted((hit.id for hit in by_title), key=lambda name: by_hand(by_id[name]))
        assert [hit.id for hit in by_pay] == expected
        assert all(hit.facts == by_id[hit.id].facts for hit in by_pay)
        assert (Sort.PAY in orders(searcher.catalogue())) is any(one.facts.pay for one in library)


def test_no_pay_is_behind_the_least_in_the_last_currency() -> None:
    least = Facts(Pay(0.01, 0.01, Period.YEAR, "EUR"))
    most = Facts(Pay(None, 10_000_000, Period.HOUR, "EUR"))
    assert pay_order(Facts(Pay(1, 1, Period.YEAR, "USD"))) < pay_order(most) < pay_order(least) < NO_PAY
    assert pay_order(Facts()) == NO_PAY < 2**53

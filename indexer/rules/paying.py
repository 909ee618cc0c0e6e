"""The order of profiles by what they pay, for every engine."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.facts import CURRENCIES, Facts
from indexer.query import Sort
from indexer.results import Entry

_STEP = 10**13
"""More than the hundredths of any yearly pay: what divides one currency from the next."""

NO_PAY = 9 * _STEP
"""The sort key of profiles that do not give their pay: after all others."""

_CURRENCY = {code: number for number, code in enumerate(CURRENCIES, start=1)}


def pay_order(facts: Facts) -> int:
    """The sort key of what a job pays, ascending from the best paid; below 2**53, as JSON numbers are.

    Pay is compared for a full-time year, by the most it can be. Amounts in different currencies are not
    comparable: all in pounds come first, then all in dollars, then all in euros.

    >>> from indexer.facts import Pay, Period
    >>> pay_order(Facts(Pay(15, 20, Period.HOUR))) < pay_order(Facts(Pay(30000, 38000))) < NO_PAY
    True
    """
    if facts.pay is None:
        return NO_PAY
    return _CURRENCY[facts.pay.currency] * _STEP - round(facts.pay.yearly * 100)


def orders(catalogue: Iterable[Entry]) -> tuple[Sort, ...]:
    """The orders in which a library's lists can be sorted: by pay only if a profile gives it."""
    if any(entry.facts.pay for entry in catalogue):
        return tuple(Sort)
    return tuple(order for order in Sort if order is not Sort.PAY)

"""The facts of a job as people and search engines read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from indexer.facts import CURRENCIES, Facts, Pay, Period

EACH = {
    Period.YEAR: "a year",
    Period.MONTH: "a month",
    Period.WEEK: "a week",
    Period.DAY: "a day",
    Period.HOUR: "an hour",
}


class FactLine(NamedTuple):
    """A fact with its name: "Pay", "£26,000 to £42,000 a year"."""

    name: str
    text: str


def pay_text(pay: Pay) -> str:
    """Pay in words: "£26,000 to £42,000 a year", "up to $30 an hour", "£500 a week (median)".

    >>> pay_text(Pay(26000, 42000))
    '£26,000 to £42,000 a year'
    """
    sign = CURRENCIES[pay.currency]
    ends = [f"{sign}{_amount(end)}" for end in dict.fromkeys((pay.low, pay.high)) if end is not None]
    bound = "up to " if pay.low is None else "from " if pay.high is None else ""
    median = " (median)" if pay.median else ""
    return f"{bound}{' to '.join(ends)} {EACH[pay.period]}{median}"


def fact_lines(facts: Facts) -> list[FactLine]:
    """The facts that are known, each with its name."""
    known = (
        ("Pay", pay_text(facts.pay) if facts.pay else ""),
        ("Hours", facts.hours),
        ("When", ", ".join(facts.pattern)),
    )
    return [FactLine(name, text) for name, text in known if text]


def pay_line(facts: Facts) -> str:
    """What the job pays, where that is known."""
    return pay_text(facts.pay) if facts.pay else ""


def facts_line(facts: Facts) -> str:
    """The facts that are known, on one line."""
    return " · ".join(line.text for line in fact_lines(facts))


def estimated_salary(pay: Pay) -> dict[str, object]:
    """Pay as schema.org's MonetaryAmountDistribution if it is a median, otherwise its MonetaryAmount."""
    if pay.median:
        return {
            "@type": "MonetaryAmountDistribution",
            "name": "Median pay",
            "currency": pay.currency,
            "duration": _DURATION[pay.period],
            "median": pay.low,
        }
    value = {"@type": "QuantitativeValue", "unitText": pay.period.name}
    return {"@type": "MonetaryAmount", "currency": pay.currency, "value": value | dict(_bounds(pay))}


_DURATION = {
    Period.YEAR: "P1Y",
    Period.MONTH: "P1M",
    Period.WEEK: "P1W",
    Period.DAY: "P1D",
    Period.HOUR: "PT1H",
}


def _bounds(pay: Pay) -> Iterator[tuple[str, object]]:
    if pay.low is not None:
        yield "minValue", pay.low
    if pay.high is not None:
        yield "maxValue", pay.high


def _amount(money: float) -> str:
    return f"{money:,}" if money == int(money) else f"{money:,.2f}"

"""Pay as texts say it: "£26,000 to £42,000 a year", "$29.55 per hour", "up to €30k a year"."""

from __future__ import annotations

import re

from indexer.facts.declared import pay_problem
from indexer.facts.values import CURRENCIES, Amount, Pay, Period

SIGNS = {sign: code for code, sign in CURRENCIES.items()}

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{2})?|\d+(?:\.\d{1,2})?"
BEFORE = r"(?P<bound>up to|from|at least|over|more than|around|about)?\s*"
UNTIL = r"\s*(?:to|and|[-\u2010-\u2015])\s*"
PERIODS = {
    Period.YEAR: r"years?|annum|annually|yearly|p\.?a\b\.?",
    Period.MONTH: r"months?|monthly|pcm|p\.?m\b\.?",
    Period.WEEK: r"weeks?|weekly|p\.?w\b\.?",
    Period.DAY: r"days?|daily",
    Period.HOUR: r"hours?|hourly|hr|p\.?h\b\.?",
}
PERIOD = "|".join(f"(?P<{period.value}>{words})" for period, words in PERIODS.items())
MONEY = re.compile(
    rf"{BEFORE}(?P<sign>[£$€])\s?(?P<low>{NUMBER})\s?(?P<low_k>k\b)?"
    rf"(?:{UNTIL}(?P<sign2>[£$€])?\s?(?P<high>{NUMBER})\s?(?P<high_k>k\b)?)?"
    rf"(?P<more>\s*\+|\s*or more|\s*upwards)?\s*,?\s*(?:(?:(?:an?|per|each|every|/)\s*)?(?:{PERIOD}))",
    re.IGNORECASE,
)
"""An amount or two in a currency, and the period that they are for; without a period nothing is known."""

MEDIAN = re.compile(r"\bmedian\b", re.IGNORECASE)
LEAST = frozenset({"from", "at least", "over", "more than"})
MOST_TEXT = 400
"""The most characters that are searched for pay: it is said in a line."""


def pay_in(text: str, label: str = "") -> Pay | None:
    """The first pay that a text says, under its label if it has one; None where it says none.

    >>> pay_in("£26,000 to £42,000 a year")
    Pay(low=26000, high=42000, period='year', currency='GBP', median=False)
    """
    found = MONEY.search(text[:MOST_TEXT])
    if found is None or (found["sign2"] or found["sign"]) != found["sign"]:
        return None
    low, high = _amount(found["low"], found["low_k"] or found["high_k"]), None
    if found["high"]:
        high = _amount(found["high"], found["high_k"])
    bound = (found["bound"] or "").lower()
    period = next(period for period in Period if found[period.value])
    ends = _ends(low, high, bound, more=bool(found["more"]))
    median = bool(MEDIAN.search(label + text[: found.start()])) and ends[0] == ends[1]
    pay = Pay(*ends, period, SIGNS[found["sign"]], median)
    return None if pay_problem(pay) else pay


def _ends(low: Amount, high: Amount | None, bound: str, *, more: bool) -> tuple[Amount | None, Amount | None]:
    """The least and the most of pay, from one amount or two and the words around them."""
    if high is not None:
        return low, high
    if bound == "up to":
        return None, low
    return (low, None) if more or bound in LEAST else (low, low)


def _amount(text: str, thousands: str | None) -> Amount:
    value = float(text.replace(",", "")) * (1000 if thousands else 1)
    return int(value) if value.is_integer() else value

"""Pay as texts say it: "£26,000 to £42,000 a year", "$29.55 per hour", "up to €30k a year"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.facts.declared import pay_problem
from indexer.facts.values import CURRENCIES, Amount, Pay, Period

SIGNS = {sign: code for code, sign in CURRENCIES.items()}

PERIODS = {
    Period.YEAR: r"years?|annum|annual(?:ly)?|yearly|p\.?a",
    Period.MONTH: r"months?|monthly|pcm|p\.?m",
    Period.WEEK: r"weeks?|weekly|p\.?w",
    Period.DAY: r"days?|daily",
    Period.HOUR: r"hours?|hourly|hr|p\.?h",
}
_PERIOD = "|".join(f"(?P<{period.value}>{words})" for period, words in PERIODS.items())
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{2})?|\d+(?:\.\d{1,2})?"
_BOUND = r"(?P<bound>up to|from|at least|over|more than|around|about)?\s*"
_WHO = r"(?:\s*\(?(?:starter|starting|trainee|newly qualified|entry level|experienced|senior)\)?)?"
_WHOLE = r"(?![\w.,]*\d|\s?(?:m|bn|million|billion|thousand)\b|%)"
MONEY = re.compile(
    rf"{_BOUND}(?P<sign>[£$€])\s?(?P<low>{_NUMBER})(?P<low_k>\s?k\b)?{_WHOLE}{_WHO}"
    rf"(?:\s*(?:to|and|[-\u2010-\u2015])\s*(?P<sign2>[£$€])?\s?(?P<high>{_NUMBER})(?P<high_k>\s?k\b)?{_WHOLE}{_WHO})?"
    rf"(?P<more>\s*\+|\s+or more|\s+upwards)?\s*,?\s*(?:(?:(?:an?|per|each|every|/)\s*)?(?:{_PERIOD})\b)?",
    re.IGNORECASE,
)
"""An amount or two in a currency, and what they are for."""

OF_LABEL = re.compile(rf"\b(?:{_PERIOD})\b", re.IGNORECASE)
SALARY = re.compile(r"\bsalar", re.IGNORECASE)
LEAST_A_YEAR = 10_000
"""The least salary that is taken to be for a year if no period is given."""

MEDIAN = re.compile(r"\bmedian\b", re.IGNORECASE)
LEAST = frozenset({"from", "at least", "over", "more than"})
MOST_TEXT = 2_000
"""The most characters that are searched for pay."""

MOST_SUMS = 4
OTHER_SUMS = re.compile(
    r"\b(?:bonus(?:es)?|overtime|allowances?|fees?|costs?|grants?|bursar(?:y|ies)|loans?|than|percent|lowest"
    r"|per cent|extra|more for|on top)\b|%",
    re.IGNORECASE,
)
"""Words next to which an amount is not the job's pay, or is what only some people earn."""


def pay_in(text: str, label: str = "") -> Pay | None:
    """The first pay that a text says, under its label if it has one; None if it says none.

    >>> pay_in("£26,000 to £42,000 a year")
    Pay(low=26000, high=42000, period='year', currency='GBP', median=False)
    """
    return next(_sums(text[:MOST_TEXT], label), None)


def only_pay(text: str, label: str = "") -> Pay | None:
    """The one pay of a longer text, from its least to its most; None if its sums are not of one kind."""
    sums = [*_sums(text[:MOST_TEXT], label)]
    kinds = {(pay.period, pay.currency) for pay in sums}
    if len(kinds) != 1 or len(sums) > MOST_SUMS or OTHER_SUMS.search(text[:MOST_TEXT]):
        return None
    if len(sums) == 1:
        return sums[0]
    ends = [end for pay in sums for end in (pay.low, pay.high) if end is not None]
    return Pay(min(ends), max(ends), sums[0].period, sums[0].currency)


def _sums(text: str, label: str) -> Iterator[Pay]:
    """Every pay that a text says, in its order."""
    for found in MONEY.finditer(text):
        period = _period(found) or _period_of(label, found)
        if period is None or (found["sign2"] or found["sign"]) != found["sign"]:
            continue
        low, high = _ends(found)
        median = low == high and bool(MEDIAN.search(f"{label} {text[: found.start()]}"))
        pay = Pay(low, high, period, SIGNS[found["sign"]], median)
        if not pay_problem(pay):
            yield pay


def _period(found: re.Match[str]) -> Period | None:
    return next((period for period in Period if found[period.value]), None)


def _period_of(label: str, found: re.Match[str]) -> Period | None:
    """The period in a label, or the usual one of a salary."""
    if said := OF_LABEL.search(label):
        return _period(said)
    is_salary = SALARY.search(label) and (_ends(found)[0] or 0) >= LEAST_A_YEAR
    return Period.YEAR if is_salary else None


def _ends(found: re.Match[str]) -> tuple[Amount | None, Amount | None]:
    """The least and the most of pay, from one amount or two and the words around them."""
    low = _amount(found["low"], found["low_k"] or (found["high_k"] if found["high"] else None))
    if found["high"]:
        return low, _amount(found["high"], found["high_k"])
    bound = (found["bound"] or "").lower()
    if bound == "up to":
        return None, low
    return (low, None) if found["more"] or bound in LEAST else (low, low)


def _amount(text: str, thousands: str | None) -> Amount:
    value = float(text.replace(",", "")) * (1000 if thousands else 1)
    return int(value) if value.is_integer() else value

"""Facts that an editor declares, in front matter or in a record: what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from indexer.error_messages import near
from indexer.facts.values import CURRENCIES, Amount, Facts, Pay, Period

PAY_EXAMPLE = "{from: 26000, to: 42000, period: year}"
PERIODS = tuple(period.value for period in Period)

MOST_PAY = 10_000_000
"""More than any job pays; a larger amount is a mistake in typing."""

LONGEST_FACT = 80
"""The most characters of hours, or of one pattern of work; both are shown in one line of facts."""

MOST_PATTERNS = 8


class RecordPay(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"low": "from", "high": "to"}
):
    """The pay that a record declares."""

    period: str
    low: float | None = None
    high: float | None = None
    currency: str = "GBP"


AMOUNT = re.compile(r"[£$€]?\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?")
"""An amount as people write it: 26000, 26,000, £12.60."""


def amount(text: str) -> Amount | None:
    """The amount that a text states; None if it is not an amount."""
    found = AMOUNT.fullmatch(text)
    if not found:
        return None
    whole = found[1].replace(",", "")
    return float(whole + found[2]) if found[2] and float(found[2]) else int(whole)


def facts_problems(facts: Facts) -> Iterator[str]:
    """What is wrong with facts that an editor declared, a sentence each."""
    if facts.pay and (problem := pay_problem(facts.pay)):
        yield problem
    for name, text in (("hours", facts.hours), *(("each of pattern", text) for text in facts.pattern)):
        if len(text) > LONGEST_FACT:
            yield f"{name} must be {LONGEST_FACT} characters or fewer; put the rest into the text"
    if len(facts.pattern) > MOST_PATTERNS:
        yield f"pattern has {len(facts.pattern)} entries; keep the {MOST_PATTERNS} that matter most"


def pay_problem(pay: Pay) -> str | None:
    """What is wrong with a declared pay; None if nothing is."""
    amounts = [each for each in (pay.low, pay.high) if each is not None]
    if not amounts:
        return f"pay needs an amount, like {PAY_EXAMPLE}"
    if not all(0 < each <= MOST_PAY for each in amounts):
        return f"an amount of pay must be more than 0 and at most {MOST_PAY:,}; check it"
    if amounts[0] > amounts[-1]:
        return "pay begins above its end; swap from and to"
    if pay.currency not in CURRENCIES:
        return f'"{pay.currency[:80]}" is not a currency that pay can be in{near(pay.currency, CURRENCIES)}'
    return None


def period_problem(text: str) -> str | None:
    """What is wrong with the period of a declared pay; None if nothing is."""
    if not text:
        return f"pay needs a period, like {PAY_EXAMPLE}"
    return None if text in PERIODS else f'"{text[:80]}" is not a period of pay{near(text, PERIODS)}'


def record_problems(pay: RecordPay | None, hours: str, pattern: Iterable[str]) -> Iterator[str]:
    """What is wrong with the facts of a record, a sentence each."""
    if pay and (problem := period_problem(pay.period)):
        yield problem
        return
    yield from facts_problems(declared_facts(pay, hours, pattern))


def declared_facts(pay: RecordPay | None, hours: str, pattern: Iterable[str]) -> Facts:
    """The facts that a record declares, which have been checked."""
    return Facts(_pay(pay) if pay else None, hours, tuple(dict.fromkeys(filter(None, pattern))))


def _pay(pay: RecordPay) -> Pay:
    return Pay(_tidy(pay.low), _tidy(pay.high), Period(pay.period), pay.currency)


def _tidy(money: float | None) -> Amount | None:
    return int(money) if money is not None and money == int(money) else money

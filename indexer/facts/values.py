"""The facts of a job, as frozen values."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

import msgspec

Amount: TypeAlias = int | float
"""An amount of money, in whole units of its currency or with its hundredths."""

CURRENCIES = {"GBP": "£", "USD": "$", "EUR": "€"}
"""The currencies that pay may be in, by their codes, and their signs."""


class Period(StrEnum):
    """What an amount of pay is for."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


A_YEAR = {Period.YEAR: 1, Period.MONTH: 12, Period.WEEK: 52, Period.DAY: 260, Period.HOUR: 1950}
"""How many of each make a full-time year of 52 weeks of five days and 37.5 hours; used only to sort."""


class Pay(msgspec.Struct, frozen=True, rename={"low": "from", "high": "to"}):
    """What a job pays, from `low` to `high`; one of them may be unknown, and one amount is both.

    `median` pay is one amount: half of the people in the job earn more, half less.

    >>> Pay(24000, 38000).yearly
    38000
    """

    low: Amount | None = None
    high: Amount | None = None
    period: Period = Period.YEAR
    currency: str = "GBP"
    median: bool = False

    @property
    def yearly(self) -> Amount:
        """The highest known pay of the job, else the lowest, for a full-time year."""
        return (self.high or self.low or 0) * A_YEAR[self.period]


class Facts(msgspec.Struct, frozen=True):
    """The facts of a job: its pay, how many hours it has, and when they are worked."""

    pay: Pay | None = None
    hours: str = ""
    pattern: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self.pay or self.hours or self.pattern)


NO_FACTS = Facts()
"""Nothing is known."""

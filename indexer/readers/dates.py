"""Dates as pages write them, and lines that only give dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

from indexer.readers.outline import Line

MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
NUMBERS = {month[:3]: number for number, month in enumerate(MONTHS.split("|"), 1)}
FORMS = (
    r"(?P<y1>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2})",
    r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?: of)? " + rf"(?P<m2>{MONTHS})" + r"\.?,? (?P<y2>\d{4})",
    rf"(?P<m3>{MONTHS})" + r"\.? (?P<d3>\d{1,2})(?:st|nd|rd|th)?,? (?P<y3>\d{4})",
    r"(?P<d4>\d{1,2})/(?P<m4>\d{1,2})/(?P<y4>\d{4})",
)
DATE = re.compile(rf"\b(?:{'|'.join(FORMS)})(?!\d)", re.IGNORECASE)
CHANGED = re.compile(r"updated|modified|changed|reviewed|revised|edited", re.IGNORECASE)
LABEL = re.compile(
    r"\b(?:page|this|was|first|last|date|published|posted|created|issued|on|at|to|and|from|the|content|article"
    r"|updated|modified|changed|reviewed|revised|edited"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}:\d{2}(?: ?[ap]m)?)\b",
    re.IGNORECASE,
)


class Dates(NamedTuple):
    """The dates of publication and of the last update."""

    published: dt.date | None = None
    updated: dt.date | None = None


def parse_date(text: str) -> dt.date | None:
    """The first date in a text; numbers alone are read day first, as in Britain."""
    found = DATE.search(text)
    return _date(found) if found else None


def dates_of(line: str) -> Dates | None:
    """The dates in a line; None if the line says anything else.

    Of two dates without labels, the first is the date of publication.
    """
    found = list(DATE.finditer(line))
    if not found or re.search(r"\w", LABEL.sub("", DATE.sub("", line))):
        return None
    published, updated = None, None
    start = 0
    for each in found:
        if CHANGED.search(line, start, each.start()) or (published and not updated):
            updated = _date(each)
        else:
            published = _date(each)
        start = each.end()
    return Dates(published, updated)


def take_dates(lines: Iterable[Line]) -> tuple[Dates, list[Line]]:
    """The dates above the first heading or with a label, and the other lines."""
    found, rest, above = Dates(), [], True
    for line in lines:
        above = above and not line.level
        telling = not line.level and (above or re.search("[A-Za-z]{4}", DATE.sub("", line.text)))
        dates = dates_of(line.text) if telling else None
        if dates:
            found = Dates(dates.published or found.published, dates.updated or found.updated)
        else:
            rest.append(line)
    return found, rest


def _date(found: re.Match[str]) -> dt.date | None:
    parts = {name[0]: value for name, value in found.groupdict().items() if value}
    month = NUMBERS.get(parts["m"][:3].lower()) or int(parts["m"])
    try:
        return dt.date(int(parts["y"]), month, int(parts["d"]))
    except ValueError:
        return None

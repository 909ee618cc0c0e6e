"""A quick check of whether content may be held back, without reading it."""

from __future__ import annotations

import datetime as dt
import re

from indexer.readers.dates import DATE, parse_date

DECLARED = re.compile(
    rb"""draft["']?\s*+:\s*+(?!["']?(?:false|no|off)\b)|published[^0-9]{0,40}(?P<day>\d{4}-\d{2}-\d{2})""",
    re.IGNORECASE,
)
"""The beginning of a date of publication in front matter or a record."""

YEAR = re.compile(rb"(?<!\d)\d{4}(?!\d)")
AROUND = 24
"""Bytes on either side of a year that may hold the rest of its date."""


def may_wait(data: bytes, suffix: str, day: dt.date) -> bool:
    """Whether content may be a draft or published after a day; reading it decides."""
    if suffix in (".md", ".jsonl"):
        end = data.find(b"\n---", 3) if suffix == ".md" else len(data)
        return any(
            not said["day"] or said["day"].decode() > day.isoformat()
            for said in DECLARED.finditer(data, 0, end if end > 0 else len(data))
        )
    years = (found.start() for found in YEAR.finditer(data) if int(found[0]) >= day.year)
    return any(_is_after(data[max(0, at - AROUND) : at + AROUND], day) for at in years)


def _is_after(data: bytes, day: dt.date) -> bool:
    """Whether some bytes have a date after a day."""
    text = data.decode(errors="replace")
    return any((date := parse_date(found[0])) is not None and date > day for found in DATE.finditer(text))

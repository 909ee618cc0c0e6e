"""A quick check of whether content may be held back, without reading it."""

from __future__ import annotations

import datetime as dt
import re

from indexer.readers.dates import DATE, parse_date

HELD = re.compile(
    rb"""draft["']?\s*+[:=]\s*+(?!["']?(?:false|no|off)\b)|published["']?\s*+[:=]\s*+["']?(?:false|no|off)\b""",
    re.IGNORECASE,
)
"""Where front matter or a record says that it is held back."""

KEYS = (b"draft", b"published")
DAY = re.compile(rb"-(?<=\d{4}-)\d{2}-\d{2}")
"""A date, from the year's end: what begins with a sign is found fast."""

FRONT_LIMIT = 64_000

YEAR = re.compile(rb"(?<!\d)\d{4}(?!\d)")
FORMAL = frozenset({".md", ".markdown", ".mdx", ".jsonl"})
"""The kinds of content that say so in a key."""

AROUND = 24
"""Bytes on either side of a year that may hold the rest of its date."""


def may_wait(data: bytes, suffix: str, day: dt.date) -> bool:
    """Whether content may be a draft or published after a day; reading it decides."""
    if suffix in FORMAL:
        front = data if suffix == ".jsonl" else _front(data)
        return _says_so(front) or any(_day(front, found) > day.isoformat() for found in DAY.finditer(front))
    years = (found.start() for found in YEAR.finditer(data) if int(found[0]) >= day.year)
    return any(_is_after(data[max(0, at - AROUND) : at + AROUND], day) for at in years)


def _says_so(front: bytes) -> bool:
    """Whether a key holds content back; most have none of the keys, which costs little to see."""
    lower = front.lower()
    return any(key in lower for key in KEYS) and HELD.search(front) is not None


def _day(data: bytes, found: re.Match[bytes]) -> str:
    return data[found.start() - 4 : found.end()].decode()


def _front(data: bytes) -> bytes:
    """What may be front matter: a file's beginning, up to the line that ends it."""
    begin = data[:FRONT_LIMIT].lstrip(b"\xef\xbb\xbf")
    mark = begin[:3]
    if mark in (b"---", b"+++"):
        end = begin.find(b"\n" + mark, 3)
        return begin[:end] if end > 0 else begin
    return begin if begin[:1] == b"{" else b""


def _is_after(data: bytes, day: dt.date) -> bool:
    """Whether some bytes have a date after a day."""
    text = data.decode(errors="replace")
    return any((date := parse_date(found[0])) is not None and date > day for found in DATE.finditer(text))

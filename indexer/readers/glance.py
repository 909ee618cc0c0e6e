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
"""The keys in HELD; most content has none of them, which a search for plain bytes finds out fast."""

MONTH_AND_DAY = re.compile(rb"-(?<=\d{4}-)\d{2}-\d{2}")
"""A date without the digits of its year, as a pattern that begins with a plain byte is searched fast."""

FRONT_LIMIT = 64_000

YEAR = re.compile(rb"(?<!\d)\d{4}(?!\d)")
FORMAL = frozenset({".md", ".markdown", ".mdx", ".jsonl"})
"""The kinds of content that are held back by a key."""

AROUND = 24
"""Bytes on either side of a year that may hold the rest of its date."""


def may_wait(data: bytes, suffix: str, day: dt.date) -> bool:
    """Whether content may be a draft or published after a day; reading it decides."""
    if suffix in FORMAL:
        front = data if suffix == ".jsonl" else _front(data)
        later = (_date(front, found) > day.isoformat() for found in MONTH_AND_DAY.finditer(front))
        return _is_held(front) or any(later)
    years = (found.start() for found in YEAR.finditer(data) if int(found[0]) >= day.year)
    return any(_is_after(data[max(0, at - AROUND) : at + AROUND], day) for at in years)


def _is_held(front: bytes) -> bool:
    """Whether a key holds content back."""
    lower = front.lower()
    return any(key in lower for key in KEYS) and HELD.search(front) is not None


def _date(data: bytes, found: re.Match[bytes]) -> str:
    """The whole date of a match of MONTH_AND_DAY."""
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

"""Text that is safe to print on a terminal."""

from __future__ import annotations

import re

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters, line ends and changes of direction, which terminals obey."""


def visible(text: str) -> str:
    """The text with control characters as escapes."""
    return CONTROLS.sub(lambda found: found.group().encode("unicode_escape").decode(), text)

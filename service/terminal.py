"""Text that is safe to print on a terminal."""

from __future__ import annotations

import re

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Characters that a terminal obeys instead of showing: control codes, line ends, changes of direction."""


def visible(text: str) -> str:
    """The text with each control character as an escape that can be read."""
    return CONTROLS.sub(lambda found: found.group().encode("unicode_escape").decode(), text)

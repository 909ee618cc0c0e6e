"""Web and email addresses in a text, which are not prose."""

from __future__ import annotations

import re

_ENDINGS = (
    "com|org|net|edu|gov|mil|int|info|io|co|ac|uk|us|eu|ie|in|au|ca|nz|wales|cymru|scot|london|jobs|example"
)
_ADDRESS = re.compile(
    rf"""(?<![\w.@-])(?:
    (?:https?://|www\.)\S+
    |[\w.+-]{{1,64}}+@[\w.-]+
    |(?:[a-z\d-]{{1,63}}\.)+(?:{_ENDINGS})(?:/\S*|\b(?![.-]?\w))
    )(?<![.,;:!?)\]])""",
    re.VERBOSE,
)
_ENDING = re.compile(rf"\.(?:{_ENDINGS})(?![a-z])")
"""A sign of a web address without a protocol."""


def without_addresses(text: str) -> str:
    """The text with every address replaced by a word of the same length."""
    if "@" in text or "://" in text or "www." in text or _ENDING.search(text):
        return _ADDRESS.sub(lambda match: "x" * len(match[0]), text)
    return text

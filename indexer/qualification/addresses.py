"""Addresses in a text: of pages and of mail. What they spell is not prose."""

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
_SIGNS = re.compile(r"://|www\.|@|[a-z]\.[a-z]{2}")
"""What a text with an address has."""


def without_addresses(text: str) -> str:
    """A text with every address made one word that means nothing, as long as before."""
    if _SIGNS.search(text) is None:
        return text
    return _ADDRESS.sub(lambda match: "x" * len(match[0]), text)

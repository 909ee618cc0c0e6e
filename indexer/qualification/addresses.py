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


_STATE = re.compile(r"(?<=[a-z], )MA\b(?! (?:in|or|and|degree|course|at|from)\b)")
_TOWN = re.compile(r"\b(?:in|at|near|from|to|of|outside|around) (?:[A-Z][a-z]+ ){0,2}[A-Z][a-z]+, $")
"""A town before the letters of its state: "based in Worcester, MA"."""


def _without_states(text: str) -> str:
    def blank(match: re.Match[str]) -> str:
        return "xx" if _TOWN.search(text, max(0, match.start() - 60), match.start()) else match[0]

    return _STATE.sub(blank, text) if ", MA" in text else text


def without_addresses(text: str) -> str:
    """The text with every address replaced by a word of the same length."""
    text = _without_states(text)
    if "@" in text or "://" in text or "www." in text or _ENDING.search(text):
        return _ADDRESS.sub(lambda match: "x" * len(match[0]), text)
    return text

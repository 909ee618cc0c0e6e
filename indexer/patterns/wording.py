"""The language of wordings in taxonomy.toml, and its compiler to patterns.

Every repetition is bounded or possessive, so that a pattern takes constant time at each position.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.patterns.prefilter import END, any_of

SPACE = r"(?:(?=\s)[^\S\n]*+\n?[^\S\n]*+|[-–]\s?)"
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
"""The numbers of levels as words."""

_NUMBER = rf"(?:[1-8](?!\d)|(?:{'|'.join(NUMBERS)})\b)"
LEVEL = rf"{_NUMBER}(?:(?:\s?[/,&–-]\s?|\s(?:or|and|to)\s)(?:level\s)?{_NUMBER}){{0,3}}"
BRACKETS = r"\s\((?![^()\n]{0,40}\b(?:[a-dA-D]{3,5}|points?)\b)[^()\n]{1,40}\)"
"""A bracket such as (HND); grades or points in it are not part of a name."""

NAME = r"['\"]?[A-Z][\w'&]{0,30}+(?:\s(?:(?:of|and|for|the|in|&)\s){0,2}[A-Z][\w'&]{0,30}+){0,9}"
LIST = (
    r"(?:\s*+[,/]\s*+(?:or\s|and\s)?|\s++(?:or|and|and/or)\s++)"
    r"(?:(?!(?:although|but|if|you|is|are|was|in|with|for|that|to)\b)[\w'.]{1,30}+(?:\s*+[,/]\s*+|\s++|-)){0,7}?"
)


class Placeholders:
    """The words that `<words>`, `<subject>` and `<Field>` stand for in wordings."""

    def __init__(self, not_between: Iterable[str], subjects: Iterable[str], fields: Iterable[str]) -> None:
        self.subjects = tuple(subjects)
        barred = any_of((each + END for each in not_between), {END: r"\b"})
        longest_first = "|".join(sorted(self.subjects, key=len, reverse=True))
        endings = "|".join(fields)
        joined = r"(?:\s(?:(?:of|and|in|for|the|&)\s){0,2})"
        self.patterns = {
            "words": rf"(?:{SPACE}(?!{barred})[\w'&+/]{{1,40}}+){{1,5}}?",
            "brackets": BRACKETS,
            "subject": rf"(?:\.?(?:{longest_first})){{1,3}}\.?(?![a-z])",
            "Field": rf"(?:[A-Z][\w'&-]{{0,30}}+{joined}){{0,5}}?(?=[A-Z])\w{{0,20}}?(?:{endings})(?!\w)",
        }


_SPECIAL = {
    "[": "(?:",
    "]": ")?",
    "(": "(?:",
    ")": ")",
    "|": "|",
    " ": SPACE,
    "#": LEVEL,
    "##": r"\d+",
    "<Name>": NAME,
}
_TOKEN = re.compile(r"\\.| ?<words>| ?<brackets>|<Name>|<Field>|<subject>|##|#|\[|\]|\(|\)|\||.", re.DOTALL)
_ABBREVIATION = re.compile(r"\b(?:[A-Z][a-z]{0,4}){2,6}\b")
_PARTS = re.compile(r"[A-Z][a-z]*")


def with_dots(wording: str) -> str:
    """The wording with optional dots in abbreviations: BSc, B.Sc. and B.Sc."""

    def spread(match: re.Match[str]) -> str:
        dotted = ".".join(_PARTS.findall(match[0]))
        return f"({dotted}.|{dotted}|{match[0]})"

    return _ABBREVIATION.sub(spread, wording)


def compiled(wording: str, placeholders: Placeholders) -> re.Pattern[str]:
    """The pattern of a wording, to match at the beginning of a word."""
    return re.compile(_pattern(wording, placeholders.patterns))


def _pattern(wording: str, table: dict[str, str]) -> str:
    body, _, listed = wording.partition(" ~ ")
    body, _, excluded = body.partition(" ! ")
    body, _, following = body.partition(" + ")
    pattern = _translate(body, table) + r"(?:'?s)?+(?!\w)"
    if following:
        pattern += rf"(?={SPACE}{_translate(following, table)}\b)"
    if excluded:
        pattern += rf"(?!{SPACE}{_translate(excluded, table)})"
    return pattern + (rf"(?={LIST}{_translate(listed, table)}s?\b)" if listed else "")


def _translate(wording: str, table: dict[str, str]) -> str:
    tokens = []
    for token in _TOKEN.findall(wording):
        name = token.strip(" <>")
        tokens.append(table.get(name) or _SPECIAL.get(token) or re.escape(token.removeprefix("\\")))
    return "".join(tokens)

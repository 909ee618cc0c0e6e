"""A literal prefilter: what a place in a text must show before any of them is tried there.

A profile has a thousand words, and hundreds of them begin some wording ("a", "to", "may"). Together with the
next word, a wording begins at few positions, and one pattern finds them all in a single pass.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

WORD = r"(?:[^\W\d_]+|\d)"
"""The first word of a wording, up to the first character that is not a letter."""

NUMBER, END, LISTED, SUBJECT = "#", "$", "~", "@"
"""Characters with a meaning in a prefix.

In order: a whole number, the end of a word, the rest of a list, and a subject in a short name of a degree.
"""

_ANYTHING = frozenset({"", NUMBER, END, LISTED, SUBJECT})
"""The rest of a prefix, or its first character, that does not say which letters follow."""

_BEGINNING = re.compile(
    r"""(?P<opening>[^\W\d_]+|\d|\#\#?)
    (?P<rest>(?:[ ](?![<\#~!+\\\[(])|[^\w\s<\#~!+\\\[\](|)])[^\W\d_]*+(?:[ ](?![<\#~!+\\]))?)?
    (?P<unfinished>(?<![ ])[ ]?[\[(])?""",
    re.VERBOSE,
)
_LOOSE = {END: r"(?![a-z])"}
"""Matches a little more and compiles faster, which does no harm when only finding candidates."""

_BRACKET = re.compile(r"[\[\]()]")
_PATTERNS = {
    " ": r"[-–\s]\s*+",  # all that a wording's space allows and a little more; it is shorter to compile
    NUMBER: r"[0-9]\d*+",
    END: r"(?![^\W\d_])",
    LISTED: r"(?:'?s)?+(?![^\W\d_])(?=\s*+[,/]|\s++(?:or|and)\b)",
}


def literal_prefixes(wording: str) -> set[str]:
    """The possible beginnings of a wording, up to the end of its second word."""
    match = _BEGINNING.match(wording)
    if match is None or match["unfinished"]:
        return set().union(*map(literal_prefixes, _choices_of_first_bracket(wording)))
    opening, rest = match["opening"], match["rest"]
    if wording.startswith("<subject>", match.end()):
        return {opening + SUBJECT}
    if opening == "#":  # a level may go on: "2 or 3"
        return {NUMBER}
    if rest or opening == "##":
        return {opening.removeprefix("#") + (rest or "")}
    ending = LISTED if wording.startswith(" ~ ", match.end()) else END
    return {opening + ending, opening + "s" + ending}


def opening(prefix: str) -> Iterable[str]:
    """The word of a prefix, or every digit; a short name of a degree also has its own word."""
    match = re.match(WORD, prefix)
    if match is None:
        return "0123456789"
    return [match[0], SUBJECT] if prefix.endswith(SUBJECT) else [match[0]]


def letters_after_opening(prefix: str) -> str:
    """The first two letters after the word of a prefix, or one; none if anything may follow."""
    match = re.match(WORD, prefix)
    rest = prefix[match.end() :].lstrip(" -–") if match else ""
    return "" if rest[:1] in _ANYTHING else rest[:2].rstrip()


def place_of(known: Iterable[str], subjects: Iterable[str] = ()) -> re.Pattern[str]:
    """A pattern for the positions where wordings with these beginnings may be."""
    subject = rf"\.?(?:{any_of(sorted({each.lower() for each in subjects}))})"
    return re.compile(rf"\b(?={any_of(known, {**_PATTERNS, **_LOOSE, SUBJECT: subject})}){WORD}")


def any_of(known: Iterable[str], patterns: Mapping[str, str] = _PATTERNS) -> str:
    """A pattern for any of the prefixes, which checks their common beginnings once."""
    following: defaultdict[str, set[str]] = defaultdict(set)
    for prefix in known:
        following[prefix[:1]].add(prefix[1:])
    if "" in following:
        return ""
    branches = [_branch(sign, rest, patterns) for sign, rest in following.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _branch(sign: str, rest: set[str], patterns: Mapping[str, str]) -> str:
    """A sign and what follows it; a single word is not checked letter by letter."""
    if len(rest) == 1:
        return "".join(patterns.get(each, re.escape(each)) for each in sign + rest.pop())
    return patterns.get(sign, re.escape(sign)) + any_of(rest, patterns)


def _choices_of_first_bracket(wording: str) -> list[str]:
    """The wording with each choice of its first bracket."""
    bracket = _BRACKET.search(wording)
    if bracket is None:
        raise ValueError(f"the wording {wording!r} does not begin with a word")
    start, end = bracket.start(), _closing(wording, bracket.start())
    choices = _choices(wording[start + 1 : end]) + ([""] if wording[start] == "[" else [])
    return [wording[:start] + choice + wording[end + 1 :] for choice in choices]


def _closing(wording: str, start: int) -> int:
    depth = 0
    for bracket in _BRACKET.finditer(wording, start):
        depth += 1 if bracket[0] in "[(" else -1
        if depth == 0:
            return bracket.start()
    raise ValueError(f"a bracket is not closed in the wording {wording!r}")


def _choices(group: str) -> list[str]:
    """The choices of a group, without those of inner groups."""
    parts, depth = [""], 0
    for character in group:
        depth += (character in "[(") - (character in "])")
        if character == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts

"""Clauses: the words before and after a mention in its statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.patterns.phrases import one_of

MASK = "ª"
"""Replaces each letter of a mention, so that it is not read as the sentence."""

_VERBS = one_of(
    "is|are|was|were|will|would|can|could|may|might|must|should|do|does|did|has|need|needs|help|helps|ask|asks"
    "|expect|expects|prefer|prefers|want|wants|require|requires|accept|accepts|cannot"
    "|you have|they have|we have|who have"
)
FINITE_VERB = re.compile(rf"\b{_VERBS}\b|'(?:ll|d|re)\b|n't\b")
"""A finite verb, which makes a statement."""

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_NEGATION = re.compile(r"\b(?:no|not|without)\b")
_TURNS = one_of(
    "but|although|though|however|unless|whereas|because|so|except|instead|apart from|other than|besides"
    "|just|only|until|which|who|where|if|when|while|provided"
)
_SUBJECTS = one_of("you|they|we|it|there|this|these|some|many|most|employers|entrants")
_BREAK = re.compile(rf"[;!?—]|\s[-–]\s|\b{_TURNS}\b|,(?=\s(?:and\s|or\s|then\s)?{_SUBJECTS}\b)")
_JOINT = re.compile(r"[,:\n]|\b(?:and|or)\b")
_VERB_FIRST = re.compile(rf"\W*(?:not\b|{FINITE_VERB.pattern})")


def clause(sentence: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after `sentence[start:end]` in its statement, lower case.

    Remarks in brackets are left out, unless the mention is inside.
    """
    sentence, low, high = _without_brackets(sentence, start, end)
    for match in _BREAK.finditer(sentence, low, high):
        if match.end() <= start:
            low = match.start() if match[0][0].isalpha() else match.end()
        elif match.start() >= end:
            high = match.start()
            break
    low, high = _statement(sentence, low, high, start, end)
    return sentence[low:start], sentence[end:high]


def _without_brackets(sentence: str, start: int, end: int) -> tuple[str, int, int]:
    """The sentence with bracketed remarks blanked, and the range to read.

    If the mention is in a remark that is a statement, the range is that remark.
    """
    low, high = 0, len(sentence)
    kept, reached = [], 0
    for match in _BRACKETS.finditer(sentence):
        if not match.start() < start < match.end():
            kept += [sentence[reached : match.start()], " " * len(match[0])]
            reached = match.end()
        elif FINITE_VERB.search(match[0]) or _NEGATION.search(match[0]):
            low, high = match.start() + 1, max(end, match.end() - 1)
    return "".join([*kept, sentence[reached:]]), low, high


def _statement(sentence: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """Narrow a range at commas, "and" and "or" between two statements."""
    spoken = False
    finish = low
    for begin, following in _parts(sentence, low, high, start, end):
        verb = FINITE_VERB.search(sentence, begin, following) is not None
        if verb and spoken and not _VERB_FIRST.match(sentence, begin, following):
            if begin > start:
                return low, finish
            low = begin
        spoken = spoken or verb
        finish = following
    return low, high


def _parts(sentence: str, low: int, high: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a range between its joints, except joints inside the mention."""
    for match in _JOINT.finditer(sentence, low, high):
        if not start <= match.start() < end:
            yield low, match.start()
            low = match.end()
    yield low, high

"""The clause around a mention: what stands before it and after it in one statement."""

from __future__ import annotations

import re

MASK = "ª"
"""What every letter of a mention becomes, so that its own words are not read as part of the sentence."""

FINITE_VERB = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|may|might|must|should|do|does|did|has|needs?|helps?|asks?|expects?"
    r"|prefers?|wants?|requires?|accepts?|(?:you|they|we|who) have)\b|'(?:ll|d|re)\b|n't\b|\bcannot\b"
)
"""A verb that makes a statement of its own."""

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_BREAK = re.compile(
    r"[;!?]|\s[-–—]\s|—|\b(?:but|although|though|however|unless|whereas|because|so|except|instead|apart from|other than"
    r"|besides|just|only|until|which|who|where|if|when|while|provided)\b"
    r"|,(?=\s(?:and\s|or\s|then\s)?(?:you|they|we|it|there|this|these|some|many|most|employers|entrants)\b)"
)
_JOINT = re.compile(r"[,:\n]|\b(?:and|or)\b")
_VERB_FIRST = re.compile(rf"\W*(?:not\b|{FINITE_VERB.pattern})")


def clause(sentence: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after `sentence[start:end]` within its own statement, in lower case.

    Bracketed remarks are left out, but for the one that holds the place itself when it is a statement.
    """
    low, high = 0, len(sentence)
    for match in _BRACKETS.finditer(sentence):
        inside = match.start() < start and end < match.end()
        if inside and (FINITE_VERB.search(match[0]) or re.search(r"\b(?:no|not|without)\b", match[0])):
            low, high = match.start() + 1, match.end() - 1
        elif not inside:
            sentence = sentence[: match.start()] + " " * len(match[0]) + sentence[match.end() :]
    for match in _BREAK.finditer(sentence, low, high):
        if match.end() <= start:
            low = match.start() if match[0][0].isalpha() else match.end()
        elif match.start() >= end:
            high = match.start()
            break
    low, high = _statement(sentence, low, high, start, end)
    return sentence[low:start], sentence[end:high]


def _statement(sentence: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """Narrow a range at commas, "and" and "or" where both sides are statements of their own."""
    joints = [match.span() for match in _JOINT.finditer(sentence, low, high) if not start <= match.start() < end]
    begin, cut = low, low
    for position, (joint, after) in enumerate(joints):
        following = joints[position + 1][0] if position + 1 < len(joints) else high
        part = sentence[after:following]
        parted = FINITE_VERB.search(sentence, begin, joint) and FINITE_VERB.search(part) and not _VERB_FIRST.match(part)
        if not parted:
            continue
        if after <= start:
            begin = cut = after
        else:
            return cut, joint
    return cut, high

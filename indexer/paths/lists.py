"""Lists: the items of a list of jobs, and the subjects of sentences that look like items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.paths.mentions import JobMention

_OPENING = re.compile(
    r"[\s\W]*(?:(?:so\s+(?:do|does|did|have|has|are|is|were|was)|and|or|then|plus|now|later|once|finally|perhaps|also|even|last\s+year|in\s+time|sometimes|often|usually"
    r"|one|two|three|four|five|\d+|another|others|some|many|most|several|the\s+(?:rest|other|others|last|first|third)"
    r"|is|are|was|were|as|sideways|up|to|into|promotion|for|from|be|being|become|becoming|we\s+have|there\s+are"
    r"|ultimately|eventually|maybe|possibly|either|in\s+the\s+end|after\s+that|in\s+one\s+case|for\s+a\s+(?:few|handful))\b[\s\W]*){0,5}"
)
"""Words that may come before an item of a list."""

_ITEM_END = re.compile(
    r"\s*(?:$|[^\w\s'&])|\s+(?:and|or|then|if|when|once|after|before|with|in|at|for|of|on|by|via|who|through|to|from|within|elsewhere|abroad"
    r"|as|but|too|next|roles?|jobs?|posts?|plus|where|because|while|working|\d\S*|\w+ly)\b"
)
"""What may follow an item below a heading; a verb makes it the subject of a sentence."""

_CLAUSES = re.compile(r"\b(?:who|that|if|when|once|which|because|where|as|after|while)\b[^,;.]*")
"""Clauses that say more about an item, with a verb of their own."""

SPEAKS = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|may|might|must|should|do|does|did|has|had|cannot|have to)\b"
    r"|n't\b"
)
"""Verbs that make the words around them a sentence of its own."""

_JOINT = re.compile(
    r"\s*(?:[,/;]|\b(?:or|and|then|plus|as well as)\b(?:\s+(?:as|to|into|from)\b)?|\s|\(|\))*\s*"
)
_CLAUSE_END = re.compile(r"[,;:.(\n]|\s[-–]\s")
_UNKNOWN_BETWEEN = re.compile(rf"{_JOINT.pattern}|\s*,\s*[a-z-]+(?:\s[a-z-]+)?\s*(?:,|\band\b|\bor\b)\s*")
"""The text between two items of a list, which may have an item that the library does not have."""


def opens_list(lower: str, start: int, mention: JobMention) -> bool:
    """Whether only numbers, articles and the like come before a mention."""
    return _OPENING.fullmatch(lower, start, mention.opens) is not None


def is_item(lower: str, found: Sequence[JobMention], number: int, begin: int) -> bool:
    """Whether a mention is an item of a list below a heading or label, not a subject."""
    mention = found[number]
    start = max(begin, *(lower.rfind(sign, 0, mention.opens) + 1 for sign in ",;:("))
    return opens_list(lower, start, mention) and not is_subject(lower, found, number)


def is_joined(lower: str, one: JobMention, other: JobMention) -> bool:
    """Whether a mention is the next item of a list after another one."""
    return _JOINT.fullmatch(lower, one.end, other.opens) is not None


def are_in_one_list(lower: str, one: JobMention, other: JobMention) -> bool:
    """Whether two mentions are items of a list, perhaps with an unknown one between them."""
    return _UNKNOWN_BETWEEN.fullmatch(lower, one.end, other.opens) is not None


def is_subject(lower: str, found: Sequence[JobMention], number: int) -> bool:
    """Whether a verb follows a mention and those that are joined to it."""
    while number + 1 < len(found) and is_joined(lower, found[number], found[number + 1]):
        number += 1
    end = found[number].end
    if not _ITEM_END.match(lower, end):
        return True
    clause = _CLAUSE_END.search(lower, end)
    return SPEAKS.search(_CLAUSES.sub("", lower[end : clause.start() if clause else len(lower)])) is not None

"""Whether a qualification is somebody else's: "our head chef has a degree", "your tutor will hold a PhD"."""

from __future__ import annotations

import re

from indexer.patterns.phrases import one_of

CUES = "my$|his$|her$|our$|your$|the$|who$|whom$|people with|customers$|clients$|by a$|dr$|prof$"
"""How words begin without which nobody else is spoken of."""

_HAS = one_of("has|had|holds|took|did|got|gained|earned|left with|came with")
_WILL_HOLD = one_of("have|hold|has|holds")
_ANY = r"(?:(?:a|an|two|three|his|her|their|both)\s+)?(?:[\w-]+\s+){0,2}"
_SOUGHT = one_of(
    "applicant|candidate|entrant|person|employee|individual|ideal|successful|right|best|new|next|post"
    "|postholder|job|role"
    "|course|college|school|university|employer|firm|company|scheme|programme|team|work|apprenticeship"
    "|route|industry"
    "|sector|one|first|last|second|trainee|student|holder"
)
_NOUNS = rf"(?:(?!{_SOUGHT}\b)[\w'-]+\s+){{1,3}}"
_IN_CHARGE = one_of(
    "supervisor|manager|tutor|mentor|teacher|trainer|boss|instructor|assessor|line manager|team leader"
)
_RELATIVE = one_of(
    "brother|sister|father|mother|daughter|son|wife|husband|friend|uncle|aunt|neighbour|cousin|partner"
)

_ANOTHERS = re.compile(
    rf"(?:\b(?:my|his|her)\s+(?:\w+\s+)?{_RELATIVE}\s+(?:\w+\s+)?{_HAS}"
    rf"|\b(?:our|the)\s+{_NOUNS}(?:who\s+)?(?:has|holds)"
    rf"|\b(?:your|the|our|a)\s+(?:\w+\s+)?{_IN_CHARGE}\s+(?:\w+\s+){{0,2}}?{_WILL_HOLD}"
    rf"|,\s+(?:(?:one|two|some|most|many)\s+of\s+)?whom\s+(?:has|have|holds|hold)"
    rf"|\b(?:the|our|my|your)\s+(?:{_NOUNS})?[\w'-]+,\s+who\s+(?:has|holds|had|took)"
    rf"|\b{one_of('to|for|from|of')}\s+{one_of('people|customers|clients|guests|patients|members|residents')}"
    r"\s+(?:with|doing|taking|studying\s+for|revising\s+for)|\b(?:by|like)\s+an?\s+\w+\s+with"
    r")\s+"
    rf"{_ANY}$|\b(?:dr|prof|professor)\b[^,]{{1,30}},\s+$"
)
_OPEN_TO = re.compile(
    r"\b(?:open|suit|suits|suited|suitable|offered|available|intended|meant|designed|aimed|restricted"
    r"|limited)\b"
)


def is_anothers(before: str) -> bool:
    """Whether the sentence before a mention says that somebody has it who is not the reader."""
    return _ANOTHERS.search(before) is not None and _OPEN_TO.search(before) is None

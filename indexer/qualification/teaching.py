"""Teaching: clauses about teaching a qualification ("teaching GCSE science")."""

from __future__ import annotations

import re

from indexer.qualification.phrases import one_of

CUES = "teach|taught|tutor|mark|lectur|help|prepar|enabl|assist|student|pupil|learner|class|coursework|paper"
"""Beginnings of words that every clause about teaching has."""

_TEACH = one_of("teach|teaches|taught|tutor|tutors|mark|marks|marking|lecture|lectures")
_DUTY = rf"(?:^\W*(?:\w+\s+and\s+)?|\b{one_of('include|includes|involve|involves|is|are')}\s+)"
_HELP = one_of("help|helps|helping|prepare|prepares|preparing|enable|enables|assist|assists|assisting")
_LEARNERS = one_of("students|pupils|learners|adults|candidates|young people|them")
_HAVING = one_of("you|need|with|have|if|who|by|using|must|usually")

_TAUGHT = re.compile(
    rf"(?:\b{_TEACH}|{_DUTY}teaching|\b{_HELP}\s+(?:\w+\s+){{0,2}}?{_LEARNERS})\s+"
    rf"(?:(?!{_HAVING}\b)[\w'-]+\s+){{0,3}}(?:,?\s*(?:such as|like)\s+)?$"
)
_THOSE_TAUGHT = re.compile(
    rf"^\s+(?:level\s+)?{one_of('student|students|pupil|pupils|learner|learners|classes|coursework|papers')}\b"
)


def is_taught(before: str, after: str) -> bool:
    """Whether the words around a mention make it a subject that is taught."""
    return _TAUGHT.search(before) is not None or _THOSE_TAUGHT.search(after) is not None

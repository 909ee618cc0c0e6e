"""Whether a clause speaks of a qualification as a subject: "teaching GCSE science", "A level students"."""

from __future__ import annotations

import re

from indexer.patterns.phrases import one_of

CUES = "teach|taught|tutor|mark|lectur|help|prepar|enabl|assist|student|pupil|learner|class|coursework|paper"
"""How words begin without which nobody is taught."""

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
    """Whether what stands before or after a mention in its clause makes it a subject to teach."""
    return _TAUGHT.search(before) is not None or _THOSE_TAUGHT.search(after) is not None

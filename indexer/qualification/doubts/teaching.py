"""Teaching: clauses about teaching a qualification ("teaching GCSE science")."""

from __future__ import annotations

import re

from indexer.patterns.phrases import one_of

CUES = (
    "teach|taught|tutor|mark|lectur|help|prepar|enabl|assist|student|pupil|learner|class|coursework|paper"
    "|coach|guid|steer|support|through|the work|theses|progress of|supervision|group|sets$|cohort|examin"
    "|invigilat|moderat|assess|deliver|lesson|script|curricul|syllab|textbook|revision"
)
"""Beginnings of words that every clause about teaching has."""

_TEACH = one_of(
    "teach|teaches|taught|tutor|tutors|mark|marks|marking|lecture|lectures|examine|examines|examining"
    "|invigilate"
    "|invigilates|invigilating|moderate|moderates|moderating|deliver|delivers|delivering"
    "|assess candidates for|assessing candidates for|assess learners for"
)
_TEACHERS = one_of(
    "lecturer|lecturers|tutor|tutors|examiner|examiners|assessor|assessors|moderator|moderators"
)
_DUTY = rf"(?:^\W*(?:\w+\s+and\s+)?|\b{one_of('include|includes|involve|involves|is|are')}\s+)"
_HELP = one_of("help|helps|helping|prepare|prepares|preparing|enable|enables|assist|assists|assisting")
_LEARNERS = one_of("students|pupils|learners|adults|candidates|young people|them")
_GUIDE = one_of("coach|guide|steer|see|take|support|help|lead|coaching|guiding|supporting|taking")
_HAVING = one_of("you|need|with|have|if|who|by|using|must|usually")

_TAUGHT = re.compile(
    rf"(?:(?<!\ba )\b{_TEACH}|{_DUTY}teaching|\bhelp\w*\s+(?!you\b)(?:[\w'-]+\s+){{1,3}}(?:to\s+)?(?:pass"
    rf"|gain|through)(?:\s+their)?|\bprepar\w*\s+(?!you\b|for\b)(?:[\w']+\s+){{1,4}}for"
    rf"|\b{_GUIDE}\s+(?:\w+\s+){{1,3}}through"
    rf"|\b(?:work|theses|progress|training|supervision)\s+of|\b{_HELP}\s+(?:\w+\s+){{0,2}}?{_LEARNERS})\s+"
    rf"(?:(?!{_HAVING}\b)[\w'-]+\s+){{0,3}}(?:,?\s*(?:such as|like)\s+)?$"
    rf"|\b{_TEACHERS}\s+(?:on|of|for|in)\s+(?:\w+\s+){{0,2}}$"
)
_THOSE_TAUGHT = re.compile(
    rf"^\s+(?:level\s+)?"
    rf"{one_of('student|students|pupil|pupils|learner|learners|classes|groups|sets|cohorts|coursework|papers|candidates|lessons|scripts|textbooks|revision|curriculum|syllabus')}\b"
)


def is_taught(before: str, after: str) -> bool:
    """Whether the words around a mention make it a subject that is taught."""
    return _TAUGHT.search(before) is not None or _THOSE_TAUGHT.search(after) is not None

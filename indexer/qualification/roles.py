"""The role of a mention: entry to the job, entry to a course, or progression."""

from __future__ import annotations

import re

from indexer.qualification.clauses import FINITE_VERB, MASK
from indexer.qualification.values import Role

COURSE = re.compile(r"\bcourses?\b")
"""The word for a course without the name of a qualification."""

SCHOOL_LEVEL = frozenset({"gcse", "a-level", "t-level", "high-school-diploma"})
"""Kinds that are taken at school, and rarely needed for the job itself."""

_WHILE_WORKING = frozenset({"apprenticeship", "degree-apprenticeship"})
"""Kinds that are always gained while working."""

_ONCE_IN = re.compile(
    r"\bonce (?:you(?:'re| are|'ve been| have been| become) )?(?:an? )?(?:fully )?"
    r"(?:qualified|registered|employed|established|working|in work|in post|in the (?:job|role))\b"
    r"|\bafter (?:qualifying|joining|gaining experience|a few years|several years|some years"
    r"|you(?:'ve)? (?:qualify|qualified|start|started|join|joined))"
    r"|\bcontinu\w+ (?:your )?professional development\b|\b(?:later in|to advance) your career\b"
    r"|\bfor (?:promotion|advancement)\b|\bmore advanced qualifications\b"
    r"|\bto move into (?:management|a senior|senior)\b"
    r"|\byour employer (?:may|might|could|will|can) (?:encourage|pay|support|sponsor|help|fund)\b"
)
_THEN = re.compile(
    r"\b(?:with|given|as you gain|after (?:gaining )?(?:some|more)) (?:\w+ ){0,3}experience,? "
    r"(?:and|or|you|as|some|many)\b"
    r"|\bas your career develops\b|\b(?:to|may|can|could|might|then|you) (?:advance|progress|be promoted)\b"
)
_AT_WORK = re.compile(
    r"\bwhile (?:you're |you are )?(?:working|employed|in work|in post|in the job|on the job)\b"
)
_TO_QUALIFY = re.compile(
    r"\b(?:to|towards) (?:fully )?(?:qualify|qualifying|becoming qualified|become qualified)\b"
    r"|\bwork(?:ing)? towards\b|\btrainee\b|\bin training\b|\b(?:during|as part of) (?:your |the )?training\b"
    r"|\bstart(?:ing)? (?:out )?as\b"
)

_COURSE_NAME = rf"(?:courses?|programs?|college|university|study|{MASK}+)\b"
_FOR = r"(?:(?<!ask )(?<!asks )(?<!look )(?<!looks )for|onto)"
_TO_TAKE = r"to (?:do|start|take|begin|join|enter|study|get (?:on|onto|into))"
_ONTO = (
    rf"\b(?:{_TO_TAKE}|to (?:apply for|be accepted (?:on|onto|into|for))|enter(?:ing)?"
    r"|(?:entry|admission|entrance|access|admitted|accepted|apply|applying|get)(?: requirements)?"
    r" (?:to|into|onto|on|for))"
    rf"\s+(?:(?:this|the|these|a|an|your|most|many|some|any)\s+)?(?:[\w'-]+\s+){{0,3}}?{_COURSE_NAME}"
)
_NEAR = 120
_IS_THE_COURSE = re.compile(
    rf"\b(?:{_FOR}|{_TO_TAKE})\s+(?:(?!(?:you|need|must|have|if)\b|{MASK})[\w'-]+\s+){{0,4}}$"
)
_FOR_COURSE = re.compile(
    rf"^[^;.:]*?\b{_FOR}\s+"
    r"(?:(?!(?:through|by|with|in|as|example|to|you|which|who)\b)[\w'-]+\s+){0,6}?" + _COURSE_NAME
)
_TO_GET_ONTO = re.compile(rf"^(?:(?!\bbut\b|though\b)[^;:.]){{0,120}}?{_ONTO}")
_COURSE_NEEDS = re.compile(
    rf"{_ONTO}[^;]*?(?:{FINITE_VERB.pattern}|\bif\b|'ve\b)"
    rf"|(?:{MASK}|\bcourse)\b[^.;]{{0,80}}?\bif you(?:'ve| have|'re| already)\b"
    rf"|(?:{MASK}|\bcourse)\b[^.;]{{0,60}}?\bfor which\b"
    r"|\b(?:universit(?:y|ies)|colleges?|courses?|providers|schools?|programs)"
    r"\s+(?:[\w-]+\s+){0,2}?(?:asks?|expects?|requires?|wants?|looks? for|accepts?)\b"
)
_COURSE_SIGNS = ("cours", "universit", "colleg", "provider", "school", "program", "study", MASK)
"""Parts of words: every sentence about a course's requirements has at least one of them."""
_YOU_NEED = re.compile(
    r"^\W*(?:to (?:do|get on)[^,]{0,60}, )?you(?:'ll| will| may| might|'d)?(?: \w+)? need\b"
    r"|^\W*entry requirements\b"
)


_LATER = re.compile(rf"{_ONCE_IN.pattern}|{_THEN.pattern}|{_AT_WORK.pattern}")
_LATER_SIGNS = (
    "once ",
    "after ",
    "continu",
    "later in",
    "advanc",
    "promot",
    "move into",
    "your employer",
    "experience",
    "your career",
    "progress",
    "while ",
)
"""Parts of words: every sentence about the time after entry has at least one of them."""


def is_later(sentence: str) -> bool:
    """Whether a sentence in lower case speaks of a time after entry."""
    return any(sign in sentence for sign in _LATER_SIGNS) and _LATER.search(sentence) is not None


def is_progression(slug: str, before: str, after: str) -> bool:
    """Whether a mention is after entry; a trainee's own qualification is not."""
    sentence = f"{before} {after}"
    at_work = slug not in _WHILE_WORKING and _AT_WORK.search(sentence)
    later = _THEN.search(before) or _ONCE_IN.search(sentence) or at_work
    return bool(later) and not _TO_QUALIFY.search(sentence)


def _leads_to_course(after: str) -> bool:
    """Whether what follows a mention says that it is for a course."""
    if ("for" in after or "onto" in after) and _FOR_COURSE.search(after):
        return True
    return _TO_GET_ONTO.search(after) is not None


def way_in(slug: str, before: str, after: str, follows_course: bool) -> Role:
    """The role of a mention up to entry: to the job, or to a course.

    The course is named in the sentence or the one before.
    """
    if _IS_THE_COURSE.search(before, max(0, len(before) - _NEAR)):
        return Role.ENTRY
    if _leads_to_course(after) or (
        any(sign in before for sign in _COURSE_SIGNS) and _COURSE_NEEDS.search(before)
    ):
        return Role.COURSE_ENTRY
    if follows_course and slug in SCHOOL_LEVEL and _YOU_NEED.search(before):
        return Role.COURSE_ENTRY
    return Role.ENTRY

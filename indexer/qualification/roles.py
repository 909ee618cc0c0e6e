"""What a mention is for: a way into the job, a way onto the course that leads there, or a step after entry."""

from __future__ import annotations

import re

from indexer.qualification.clauses import MASK
from indexer.qualification.values import Role

_AFTER_ENTRY = re.compile(
    r"\bonce (?:you(?:'re|'ve| are| have)?|qualified|registered|employed|established|in the (?:job|role))\b"
    r"|\bafter (?:qualifying|you(?:'ve)? (?:qualify|qualified|start|started|join|joined)|gaining experience|joining|a few years"
    r"|several years|some years)"
    r"|\b(?:with|as you gain|after (?:gaining )?(?:some|more)|given) (?:\w+ ){0,3}experience,? (?:and\b|or\b|you\b|as\b|some\b|many\b)"
    r"|\bwhile (?:you're|you are)? ?(?:working|employed|in work|in post|in the job|on the job)\b"
    r"|\bcontinu\w+ (?:your )?professional development\b|\bas your career develops\b|\blater in your career\b"
    r"|\b(?:to|may|can|could|might|then|you) (?:advance|progress|be promoted)\b|\bfor (?:promotion|advancement)\b"
    r"|\bmore advanced qualifications\b|\bto move into (?:management|senior|a senior)\b|\byou could then study\b"
    r"|\byour employer (?:may|might|could|will|can) (?:encourage|pay|support|sponsor|help|fund)\b"
)
_TO_QUALIFY = re.compile(
    r"\b(?:to|towards) (?:fully )?(?:qualify|qualifying|becoming qualified|become qualified)\b"
    r"|\bwork(?:ing)? towards\b|\btrainee\b|\bin training\b|\bduring (?:your |the )?training\b|\bas part of (?:your|the) training\b"
)
_ONTO_COURSE = re.compile(
    r"\b(?:to (?:do|start|take|begin|join|enter|study|get (?:on|onto|into)|apply for|qualify for|be accepted (?:on|onto|into|for)|win a place on)"
    r"|(?:entry|admission|entrance|access|admitted|enter|entering|accepted|apply|applying|get) (?:requirements )?(?:to|into|onto|on|for)"
    r"|enter(?:ing)?|for entry to|applicants (?:to|for))"
    r"\s(?:(?:this|the|these|a|an|your|most|many|some|any)\s)?(?:[\w'-]+\s+){0,3}?"
    rf"(?:courses?|programs?|programmes?|college|university|study|{MASK}+)\b"
)
_COURSE_ASKS = re.compile(
    r"\b(?:universities|university|colleges|college|course|courses|providers|medical schools?|law schools?|graduate schools?|programs|programmes)"
    r"\s+(?:[\w-]+\s+){0,2}?(?:ask|asks|expect|expects|require|requires|want|look|accept|accepts)\b"
)
_FOR_COURSE = re.compile(
    r"^[^;.]*?\b(?:for|onto)\s+(?:[\w'-]+\s+){0,4}?"
    rf"(?:{MASK}+|courses?|study|programmes?|training|university|college)\b"
)
NEEDED = re.compile(r"^\W*(?:to (?:do|get on)[^,]{0,60}, )?you(?:'ll| will| may| might|'d)?(?: \w+)? need\b|^\W*entry requirements\b")
"""How a sentence begins that says what the course just named asks for."""
COURSE = re.compile(r"\bcourses?\b")
SCHOOL_LEVEL = frozenset({"gcse", "a-level", "t-level", "high-school-diploma"})
"""Kinds that are taken at school: needed for something, seldom for the job itself."""


def role_of(slug: str, before: str, after: str, follows_course: bool) -> Role:
    """The role of a mention from its sentence, in which every other mention is masked."""
    sentence = f"{before} {after}"
    if _AFTER_ENTRY.search(sentence) and not _TO_QUALIFY.search(sentence):
        return Role.PROGRESSION
    if _FOR_COURSE.search(after) or _ONTO_COURSE.search(sentence) or _COURSE_ASKS.search(sentence):
        return Role.COURSE_ENTRY
    if follows_course and slug in SCHOOL_LEVEL and NEEDED.search(before):
        return Role.COURSE_ENTRY
    return Role.ENTRY

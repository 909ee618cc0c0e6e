"""Whether a clause says that a qualification is not asked for.

"You do not need a degree", "no degree needed", "GCSEs are not required", "without a degree", "neither GCSEs nor A
levels" do. "Not essential", "not always required", "not only", "not enough" do not: there it is still worth having.
"""

from __future__ import annotations

import re

from indexer.qualification.clauses import FINITE_VERB

CUE = re.compile(r"\b(?:no|not|never|rarely|seldom|without|neither|nor|cannot|rather than|unnecessary|nobody)\b|n't\b|\w+nt\b")
"""Words without which nothing is negated."""

_NOT = r"(?:\b(?:not|never|no longer|rarely|seldom)|n't|\b(?:do|does|is|are|wo|ca)nt)\b"
_STILL = r"(?!\s+(?:all|every\w*|always|just|only|essential|strictly|necessarily|uncommon|unusual)\b)"
_TO_HOLD = r"to\s+(?:have|hold|be|get|possess|take|pass|complete|do|study|gain|achieve|finish)\b"
_ASKED_FOR = (
    r"(?:be\s+)?(?:needed|required|necessary|expected|compulsory|mandatory|obligatory|a requirement|requirements"
    r"|an entry requirement|asked for|sought|demanded|called for)\b"
)

_NEEDS_NOT = re.compile(
    rf"{_NOT}{_STILL}\s+(?:\w+\s+){{0,3}}?(?:"
    rf"(?:needed|required|expected|necessary|obliged|need|have|require|got)\s+{_TO_HOLD}"
    rf"|(?:need|have|has|got|hold|possess|require|ask|expect|insist|want|demand|look|call)\b(?!\s+to\b))"
)
_NOT_THIS = re.compile(r"(?<!\bif )(?<!\bor )\bnot\s+(?:even\s+)?(?:(?:a|an|the|any|your|in)\s+)?(?:[\w'-]+\s+){0,2}$")
_WITHOUT = re.compile(r"\b(?:without|neither|nor|rather than)\b")
_NO = re.compile(
    r"\bno\b(?!\s+(?:more|fewer|less|lower|worse|later|matter|doubt|longer)\b)"
    r"(?:\s+(?:need|requirement|obligation)(?:\s+(?:for|to\s+(?:have|hold|get|take|do)))?)?"
)
_PREPOSITION = re.compile(r"\b(?:for|to|on|in|of|with|during|at|from|by|about)\b")
_HARD_TO = re.compile(
    r"\b(?:can|could|will|would)\s?(?:not\b|n't)|\b(?:cannot|unable|impossible|difficult|hard|unlikely|rarely|rare|unusual"
    r"|few|nobody|no one)\b"
)
_NOT_ASKED_FOR = re.compile(
    rf"(?:\b(?:is|are|was|were|will|would|may|might|do|does|need|should|wo)?\s?{_NOT}){_STILL}\s+(?:\w+\s+){{0,2}}?{_ASKED_FOR}"
    r"|\b(?:(?:is|are|be)\s+)?(?:unnecessary|unneeded)\b"
)
_YET = re.compile(
    r"^[^.;]{0,120}?(?:\b(?:but|although|though|however|while)|,)\s+(?:having\s+|getting\s+)?(?:it|they|one|this|these)\b"
    r"[^.;]{0,60}?\b(?:help|useful|advantage|prefer|benefit|desirable|boost|improve|welcome|better)"
    r"|\b(?:but|although|though|however)\b[^.;]{0,60}?\b(?:have|has|hold|with) one\b"
)


def is_negated(before: str, after: str, rest: str) -> bool:
    """Whether the clause around a mention negates it; `rest` is what follows in the sentence."""
    if not (_negated_before(before) or _negated_after(after)):
        return False
    return _YET.search(rest) is None


def _negated_before(before: str) -> bool:
    if _WITHOUT.search(before):
        return not _HARD_TO.search(before)
    return bool(_NEEDS_NOT.search(before) or _NOT_THIS.search(before) or _no(before))


def _no(before: str) -> bool:
    """Whether "no" reaches the end: nothing between turns to another statement or another thing."""
    for match in _NO.finditer(before):
        between = before[match.end() :]
        if not FINITE_VERB.search(between) and not _PREPOSITION.search(between):
            return True
    return False


def _negated_after(after: str) -> bool:
    match = _NOT_ASKED_FOR.search(after)
    return match is not None and not FINITE_VERB.search(after, 0, match.start())

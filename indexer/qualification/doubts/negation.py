"""Negation: clauses that do not ask for a qualification.

"You do not need a degree", "no degree needed", "GCSEs are not required", "without a degree" and "neither
GCSEs nor A levels" do not ask for one. "Not essential", "not always required", "not only" and "not enough"
are no negations: the qualification is still useful. "You do not need a degree, but it helps" asks for one.
"""

from __future__ import annotations

import re

from indexer.patterns.phrases import one_of
from indexer.qualification.clauses import FINITE_VERB

_BARE = r"(?:do|does|is|are|wo|ca)nt"
CUES = (
    "no$|not$|never$|rarely$|seldom$|without$|neither$|nor$|none$|nobody$|cannot$|rather than|few$|hardly$"
    "|instead of|in place of|in lieu of|alternative to|myth$|misconception$|fallacy$|regardless of"
    "|irrespective of|contrary to|forget$|skip$|skipping$|little for|waste$|unnecessary$|unneeded$"
    "|dont$|doesnt$|isnt$|arent$|wont$|cant$|lack|absence of|beside the|irrelevant$|immaterial$|surplus"
    "|the last thing"
    "|far from|leave your|keep your|nothing$|little$|cut no"
)
"""Beginnings of words that a negation without "n't" has; $ is the end of a word."""

_NOT = rf"(?:\b(?:not|never|no\s+longer|rarely|seldom|{_BARE})|n't)\b"
_STILL = (
    rf"(?!\s+(?:every\w*|{one_of('all|always|just|only|essential|strictly|necessarily|uncommon|unusual')})\b)"
)
_TO_HOLD = rf"to\s+{one_of('have|hold|be|get|possess|take|pass|complete|do|study|gain|achieve|finish')}\b"
_OBLIGED = one_of("need|needed|have|require|required|expected|necessary|obliged|got")
_ASKS = (
    one_of(
        "need|have|has|got|hold|possess|require|ask|asked|expect|insist|want|demand|look|call|mind|care|check"
        "|come|arrive"
    )
    + r"s?\b(?:\s+(?:you|people|anyone|anybody|applicants))?"
    + rf"(?:\s+{one_of('for|on|upon|at|about|with|whether you have|if you have|to show|to see|to have')})?"
)
_ASKED_FOR = one_of(
    "needed|required|necessary|expected|compulsory|mandatory|obligatory|a requirement|requirements"
    "|an entry requirement|asked for|sought|demanded|called for"
)
_AUXILIARY = one_of("is|are|was|were|will|would|may|might|do|does|need|should|wo")

_NEEDS_NOT = re.compile(rf"{_NOT}{_STILL}\s+(?:\w+\s+){{0,3}}?(?:{_OBLIGED}\s+{_TO_HOLD}|{_ASKS}(?!\s+to\b))")
_NOBODY = re.compile(
    rf"\b(?:{one_of('none|nobody|no one|no employer|hardly anybody|hardly any')}"
    rf"|few\s+{one_of('employers|firms|of us|companies|people')})\b"
    rf"[^,;]{{0,80}}?\b{_ASKS}"
)
_NOT_THIS = re.compile(
    r"(?<!\bif )(?<!\bor )\bnot\s+(?:even\s+)?(?:(?:a|an|the|any|your|in)\s+)?(?:[\w'-]+\s+){0,2}$"
)
_WITHOUT = re.compile(
    rf"\bnor\s+(?:do|does|will|would|did)\s+\w+\s+{_ASKS}\b"
    rf"|\b{one_of('without|neither|nor|rather than|instead of|in place of|in lieu of|an alternative to')}\b"
    rf"|\b{one_of('lack|lacks|lacking|lack of|absence of|the last thing|far from')}\b"
    rf"|\b{one_of('regardless of|irrespective of|forget|bother with|never mind')}\b"
    rf"|\b{one_of('skip|skipping|care little for')}\b"
    r"|\bnot\s+(?:having|holding)\b|\b(?:have|has|had)(?:n't|\s+not)\s+(?:got\s+)?(?:any|a|an|the|many)\b"
    r"|^\W*(?:leave|keep)\s+(?:your|the|any)\b"
)
_MYTH = re.compile(
    rf"\b(?:{one_of('myth|misconception|fallacy|mistake|misunderstanding')}\s+(?:that|to\s+(?:think|believe))"
    rf"|contrary\s+to)\b"
)
_NO = re.compile(
    rf"\bno\b(?!\s+{one_of('more|fewer|less|lower|worse|later|matter|doubt|longer')}\b)"
    r"(?:\s+(?:need|requirement|obligation|call|demand|point)(?:\s+(?:for|in|to\s+(?:have|hold|get|take|do)))"
    r"?)?"
)
_MILD = one_of(
    "be|enough|always|only|necessarily|just|hurt|harm|suffice|guarantee|have|need|come|go|hold|stand"
)
"""What a degree may fail to do, or to be, and still be worth having."""
_NOT_ASKED_FOR = re.compile(
    rf"(?:\b{_AUXILIARY})?\s?{_NOT}{_STILL}\s+(?:\w+\s+){{0,2}}?(?:be\s+)?{_ASKED_FOR}\b"
    r"|\b(?:(?:is|are|be)\s+)?(?:unnecessary|unneeded)\b"
    rf"|^\s+(?:will|would|does|do|can|could|wo|ca)\s?{_NOT}\s+(?!{_MILD}\b)\w+"
    r"|^\s+(?:cut|carry|carries|cuts|win|wins|earn|earns|buy|buys|do|does)\s+(?:you\s+)?"
    r"(?:no|nothing|little)\b"
    r"|^\s+(?:are|is|were|was)(?:n't|\s+not)\s+(?:for\s+(?:you|everyone|everybody)|your\s+thing)\b"
    rf"|\b(?:will|would|does|do|wo)\s?{_NOT}\s+(?:really\s+)?(?:help|get\s+you|count|matter|interest"
    r"|impress)\b"
    r"|\b(?:count|counts)\s+for\s+(?:nothing|little)\b|\b(?:make|makes)\s+no\s+difference\b"
    r"|^\s+(?:is|are|would\s+be)\s+(?:a\s+waste|of\s+no\s+(?:use|help|interest)|neither\s+here\s+nor\s+there"
    r"|beside\s+the\s+point|irrelevant|immaterial|surplus\s+to|by\s+the\s+by|no\s+use)\b"
    rf"|\b(?:{one_of('is|are|was|were')}\s+)?{one_of('rarely|seldom|never|neither')}\s+{_ASKED_FOR}\b"
)
_IF_NOT_THIS = re.compile(r"^\W*if\b[^,]*,\s+(?=(?:a|an)\s+(?:[\w'-]+\s+){0,2}$)")
"""A condition before what meets it: "if you lack a degree, an HND will do"."""

_ASKED_AND_DENIED = re.compile(
    r"^[^.;:!?]{0,60}\?\s+(?:no|not|never|keep|forget|we\s+(?:never|don't|do\s+not))\b"
)

_PURPOSE = re.compile(
    rf"{FINITE_VERB.pattern}|\bfor\s+(?:a|an|the|this|your)\b"
    rf"|\bto\s+{one_of('do|start|begin|enter|get|apply|join|take|become|study|train|work|qualify')}\b"
    r"|\b(?:onto|into)\b|\band\s+(?:then\s+)?(?:go|start|apply|move)\s+(?:straight|directly|with|for|to|on)\b"
)
_ELSEWHERE = re.compile(
    rf"{FINITE_VERB.pattern}|\b{one_of('for|to|on|in|of|with|during|at|from|by|about|beyond|above|than')}\b"
)
_HARD_TO = re.compile(
    r"\b(?:can|could|will|would)\s+not\b|\b(?:ca|could|wo|would)n't\b"
    rf"|\b{one_of('cannot|unable|impossible|difficult|hard|nowhere|unlikely|rarely|rare|unusual')}\b"
    rf"|\b{one_of('few|nobody|no one|struggle|hold you back')}\b"
)
_FRONTED = re.compile(r"^\W*(?:without|lacking|not having|if you (?:do not|don't) have)\b")
_HELPS = one_of("help|useful|advantage|prefer|benefit|desirable|boost|improve|welcome|better")
_YET = re.compile(
    rf"^[^.;]{{0,120}}?(?:\b{one_of('but|although|though|however|while')}|,)\s+(?:(?:having|getting)\s+)?"
    rf"(?:it|they|one|this|these)\b[^.;]{{0,60}}?\b{_HELPS}"
    r"|(?<!n't )(?<!\bnot )\b(?:have|has|hold|holds|want|prefer|like) one\b"
)


def is_negated(before: str, after: str, rest: str) -> bool:
    """Whether the clause around a mention negates it; `rest` follows the clause."""
    if _FRONTED.search(before) and _HARD_TO.search(rest, 0, 100):
        return False
    if _ASKED_AND_DENIED.match(rest) or _MYTH.search(before):
        return True
    before = _IF_NOT_THIS.sub("", before)
    return (_negated_before(before) or _negated_after(after)) and _YET.search(rest) is None


def _negated_before(before: str) -> bool:
    if _reaches(_WITHOUT, before, _PURPOSE):
        return _HARD_TO.search(before) is None
    return (
        _NOT_THIS.search(before) is not None
        or _reaches(_NEEDS_NOT, before, _PURPOSE)
        or _reaches(_NOBODY, before, _PURPOSE)
        or _reaches(_NO, before, _ELSEWHERE)
    )


def _reaches(negation: re.Pattern[str], before: str, stop: re.Pattern[str]) -> bool:
    """Whether a negation reaches the end of a text without another topic between."""
    return any(stop.search(before, match.end()) is None for match in negation.finditer(before))


def _negated_after(after: str) -> bool:
    match = _NOT_ASKED_FOR.search(after)
    return match is not None and FINITE_VERB.search(after, 0, match.start()) is None

"""Comparison: clauses that only compare with a qualification, or tell the past.

"Experience equivalent to a master's" and "harder than A levels" do not ask for one. "The HND used to be
enough", "O levels are no longer accepted" and "the diploma has been withdrawn" are about the past.
"""

from __future__ import annotations

import re

from indexer.patterns.phrases import one_of
from indexer.qualification.clauses import MASK

MEASURES = (
    "equivalent to|equivalent with|equivalent of|equivalent in|equal|level with|level of|compar|similar"
    "|identical|correspond|same$|par$|match|rank|standard"
    "|calibre|than$|as good|as hard|as much|as high|as demanding|as difficult|as tough|as rigorous|equate"
    "|amount|that of|those of|reach|rival|exceed|surpass|outrank|outweigh|mirror|resembl|approximat|alongside"
    "|beside$|version|counterpart|own$"
)
"""Beginnings of words that every comparison has; $ is the end of a word."""

PAST = (
    "used to|once$|formerly|previously|past$|traditionally|historically|until$|before 1|before 2|before the"
    "|longer$|any more|anymore|stopped|ceased|dropped|scrapped|abolish|withdr|discontinu|replac|given up"
    "|made way|at one time|phased|superseded|closed|ended|defunct|took the place|taken the place|was$|were$"
    "|any longer|given|lifted|waived|relaxed|removed|its last|the last|in my|in our|in his|in her|in their"
    "|in those|in the old|years ago|back then|folded|lapsed|finished"
    "|collapsed|vanished|disappeared|died|obsolete|gone$|axed|wound up"
)
"""Beginnings of words that every clause about the past has."""

_ARTICLE = one_of(
    "a|an|the|any|all|some|many|most|another|those|that of|those of|having|doing|holding|getting|one|two"
    "|three|four|people with"
)
_DETERMINER = (
    rf"(?:(?:{_ARTICLE}"
    r"|\d|(?:anything|much|most)\s+(?:in|of|at|on))\s+){0,3}"
)
_PART = (
    rf"(?:(?:the\s+)?{one_of('first|second|third|fourth|final|last')}\s+(?:{one_of('one|two|three')}\s+)?"
    r"(?:years?|half|part)\s+of\s+)?"
)
_LESS = one_of("lower|less|fewer|below")
_THAN = (
    rf"(?:(?<!less )(?<!fewer )(?<!lower )(?<!more )(?<!other )\bthan|(?<!\bno )(?<!\bnot )\b{_LESS}\s+than)"
)
"""What compares: "no less than" asks for it, and "more than a degree" may."""

_SURPASSES = one_of(
    "match|matches|rival|rivals|exceed|exceeds|surpasses|outranks|outweighs|mirrors|resembles|equals"
)
_VALUED = one_of(
    "worth|count|counts|mean|means|matter|matters|weigh|weighs|say|says|tell|tells|valued|prized"
)
_STANDS = one_of("sit|sits|stand|stands|rank|ranks|lie|lies|placed")
_MEASURED_BY = re.compile(
    rf"(?:\b{one_of('equivalent|equal|comparable|similar|identical|corresponding|level')}(?:\s+in\s+\w+)?"
    r"\s+(?:to|with)"
    r"|\b(?:corresponds?|compares?|ranks?|compared|ranked)\s+(?:to|with|alongside|above|below)"
    r"|\b(?:the\s+)?same\s+(?:\w+\s+){0,3}as|\bworth\s+(?:as\s+much\s+as|the\s+same\s+as)"
    r"|\bon\s+a\s+par\s+with"
    r"|\bas\s+(?!(?:well|soon|long|far)\s)(?:\w+\s+){1,3}as"
    rf"|\b{_VALUED}\s+(?:[\w']+\s+){{0,4}}?(?:more|better)\s+(?:[\w']+\s+){{0,2}}?than"
    rf"|\b{one_of('equate|equates|amount|amounts|approximates')}\s+to"
    rf"|\b{_SURPASSES}|{_THAN}(?:\s+[\w']+){{0,4}}?"
    r"|\bth(?:at|ose)\s+of\s+(?:\w+\s+){1,4}?with"
    rf"|\b{_STANDS}\s+(?:\w+\s+)?{one_of('alongside|beside|above|below|level with|next to')}"
    r"|\b(?:version|counterpart|equivalent)\s+of|'s\s+own"
    rf"|\brather\s+(?:[\w']+\s+){{1,6}}than"
    rf"|\b{one_of('reach|reached|of|to|at|matches|match')}\s+(?:the\s+)?(?:level|standard|standing)s?\s+of"
    rf")\s+(?:{_DETERMINER}{_PART}{_DETERMINER})$"
)
_IN_A_LIST_MEASURED_BY = re.compile(
    rf"(?:\b(?:equivalent|equal|comparable|similar)(?:\s+in\s+\w+)?\s+to|{_THAN})"
    rf"\s+{_DETERMINER}{MASK}+,?\s+(?:or|and)\s+{_DETERMINER}$"
)
_NEAR = 160
"""How many characters before a mention what measures by it may begin."""

_STANDARD = re.compile(r"^['-]?s?[\s-]+(?:standard|calibre)\b")
_IS_OF = re.compile(
    r"\b(?:is|are|was|were|be|it's)\s+(?:(?:set|pitched|examined|marked|taught|pegged)\s+)?(?:of|at|to)"
    r"\s+(?:a\s+)?$"
    r"|\b(?:reach|reaches|reached|reaching)\s+(?:an?\s+)?$"
)

_ONCE = re.compile(
    rf"\b(?:{one_of('used to|no longer|formerly|in the past|at one time|historically|ceased to|stop')}"
    rf"|(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbeing )"
    rf"{one_of('stopped|ceased|dropped|scrapped|abolished|axed|done away with|withdrawn|withdrew')}"
    rf"|\b{one_of('given up|wound up')}"
    r"|(?:until|before|prior\s+to|up\s+to)\s+(?:the\s+)?(?:\d{4}s?|recently)\b(?!.*\b(?:can|now|today)\b)"
    r"|(?:was|were)\s+(?:once|formerly|previously|traditionally|originally)"
    r"|in\s+(?:my|our|his|her|their|those|the\s+old)\s+(?:days?|time)|years\s+ago|back\s+then"
    r"|once\s+(?!(?:qualified|registered|employed|established|trained|accepted|enrolled|completed)\b)"
    r"(?:\w+ed|had|ran|took|meant|taught)|once,\s+(?:you|we|they|it)\s+(?:\w+ed|had|was|were))\b"
)
_AND_NOW = re.compile(
    r"\b(?:now|today|these\s+days|nowadays|instead|is|are|must|you\s+(?:can|need|will|may)|you'll)\b"
)
_IN_ITS_PLACE = re.compile(
    r"\b(?:replac(?:es?|ed|ing)|supersed(?:es?|ed|ing)|(?:taken|took|takes|taking)\s+the\s+place\s+of)"
    r"\s+(?:(?:the|a|an|our|old|former|what\s+was)\s+){0,3}$"
)
_REPLACED_BY = re.compile(r"\b(?:been|was|were|is|are|being)\s+replaced\b(?!\s+by\b)")
_GONE = re.compile(
    rf"^[^;:.!?{MASK}]{{0,60}}?(?:\b(?:(?:is|are|was|were)\s+)?no\s+longer\b"
    rf"|(?<!\bare )(?<!\bis )\bused\s+to\b"
    rf"|\b(?:was|were)\s+(?:once|formerly|previously|traditionally)\b"
    rf"|\b(?:is|are|was|were|been|being)\s+(?:now\s+)?"
    rf"(?:withdrawn|discontinued|scrapped|abolished|phased\s+out|replaced|superseded|defunct|dropped"
    rf"|wound\s+up)\b"
    rf"|\b(?:closed|ended|stopped|ceased|folded|lapsed|finished|collapsed|vanished|disappeared|died\s+out)"
    r"(?:\s+(?:in|to|with|at|last|this|when|years|long|some|after|for\s+good)\b|\W*$)"
    rf"|\b(?:was|were|been)\s+(?:lifted|waived|relaxed|removed)\b|\bits\s+last\b"
    rf"|\b(?:has|have)\s+(?:made|given)\s+way\b|n't\s+(?:exist|accepted|offered)\s+any\s?more\b"
    r"|\bany\s?(?:more|longer)\b|\b(?:is|are|has|have)\s+(?:a\s+thing\s+of\s+the\s+past|history|gone"
    r"|obsolete)\b)"
)


def is_compared(before: str, after: str) -> bool:
    """Whether a mention is only compared with something else."""
    if _STANDARD.match(after):
        return _IS_OF.search(before) is not None
    near = max(0, len(before) - _NEAR)
    return any(rule.search(before, near) for rule in (_MEASURED_BY, _IN_A_LIST_MEASURED_BY))


def is_past(before: str, after: str) -> bool:
    """Whether a mention was asked for or offered only in the past."""
    return (
        any(_AND_NOW.search(before, match.end()) is None for match in _ONCE.finditer(before))
        or _IN_ITS_PLACE.search(before) is not None
        or (_GONE.search(after) is not None and not _REPLACED_BY.search(before))
    )

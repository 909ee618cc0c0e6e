"""Comparison: clauses that only compare with a qualification, or tell the past.

"Experience equivalent to a master's" and "harder than A levels" do not ask for one. "The HND used to be
enough", "O levels are no longer accepted" and "the diploma has been withdrawn" are about the past.
"""

from __future__ import annotations

import re

from indexer.qualification.clauses import MASK
from indexer.qualification.phrases import one_of

MEASURES = (
    "equivalent|equal|level with|level of|compar|similar|identical|correspond|same$|par$|match|rank|standard"
    "|calibre|than$|as good|as hard|as much|as high|as demanding|as difficult|as tough|as rigorous"
)
"""Beginnings of words that every comparison has; $ is the end of a word."""

PAST = (
    "used to|once$|formerly|previously|past$|traditionally|historically|until$|before 1|before 2|before the"
    "|longer$|any more|anymore|stopped|ceased|dropped|scrapped|abolish|withdr|discontinu|replac|given up"
    "|made way|at one time|phased|superseded|closed|ended|defunct|took the place|taken the place|was$|were$"
)
"""Beginnings of words that every clause about the past has."""

_DETERMINER = (
    rf"(?:(?:{one_of('a|an|the|that of|those of|having|doing|holding|getting|one|two|three|four')}|\d)\s+)"
    "{0,2}"
)
_PART = (
    rf"(?:(?:the\s+)?{one_of('first|second|third|fourth|final|last')}\s+(?:{one_of('one|two|three')}\s+)?"
    r"(?:years?|half|part)\s+of\s+)?"
)
_MORE = one_of(
    "higher|lower|less|fewer|shorter|longer|harder|easier|tougher|cheaper|broader|narrower|deeper|smaller|bigger"
    "|larger|quicker|faster|further|greater|below|above|beyond"
)
_MEASURED_BY = re.compile(
    rf"(?:\b{one_of('equivalent|equal|comparable|similar|identical|corresponding|level')}(?:\s+in\s+\w+)?"
    r"\s+(?:to|with)"
    r"|\b(?:corresponds?|compares?|ranks?|compared|ranked)\s+(?:to|with|alongside|above|below)"
    r"|\b(?:the\s+)?same\s+(?:\w+\s+){0,3}as|\bworth\s+(?:as\s+much\s+as|the\s+same\s+as)|\bon\s+a\s+par\s+with"
    r"|\bas\s+(?!(?:well|soon|long|far)\s)(?:\w+\s+){1,3}as"
    rf"|(?<!\bno )(?<!\bnot )\b{_MORE}\s+than|\brather\s+(?:[\w']+\s+){{1,6}}than"
    rf"|\b{one_of('reach|reached|of|to|at|matches|match')}\s+(?:the\s+)?(?:level|standard|standing)s?\s+of"
    rf")\s+(?:{_DETERMINER}{_PART}{_DETERMINER})$"
)
_IN_A_LIST_MEASURED_BY = re.compile(
    rf"(?:\b(?:equivalent|equal|comparable|similar)(?:\s+in\s+\w+)?\s+to|\b{_MORE}\s+than)"
    rf"\s+{_DETERMINER}{MASK}+,?\s+(?:or|and)\s+{_DETERMINER}$"
)
_STANDARD = re.compile(r"^['-]?s?[\s-]+(?:standard|calibre)\b")
_IS_OF = re.compile(
    r"\b(?:is|are|was|were|be|it's)\s+(?:(?:set|pitched|examined|marked|taught|pegged)\s+)?(?:of|at|to)\s+(?:a\s+)?$"
)

_ONCE = re.compile(
    rf"\b(?:{one_of('used to|no longer|formerly|in the past|at one time|historically|ceased to|stop')}"
    rf"|(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbeing )"
    rf"{one_of('stopped|ceased|dropped|scrapped|abolished|done away with|withdrawn|withdrew|given up')}"
    r"|(?:until|before|prior\s+to|up\s+to)\s+(?:the\s+)?(?:\d{4}s?|recently)\b(?!.*\b(?:can|now|today)\b)"
    r"|(?:was|were)\s+(?:once|formerly|previously|traditionally|originally))\b"
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
    rf"^[^;:.!?{MASK}]{{0,60}}?(?:\b(?:(?:is|are|was|were)\s+)?no\s+longer\b|\bused\s+to\s+(?:be|do|count|have)\b"
    rf"|\b(?:was|were)\s+(?:once|formerly|previously|traditionally)\b"
    rf"|\b(?:is|are|was|were|been|being)\s+(?:now\s+)?"
    rf"(?:withdrawn|discontinued|scrapped|abolished|phased\s+out|replaced|superseded|defunct|dropped|wound\s+up)\b"
    rf"|\b(?:closed|ended|stopped|ceased)\s+(?:in|to|with|at|last|this)\b"
    rf"|\b(?:has|have)\s+(?:made|given)\s+way\b|n't\s+(?:exist|accepted|offered)\s+any\s?more\b"
    rf"|\bany\s?more\b|\b(?:is|are)\s+(?:a\s+thing\s+of\s+the\s+past|history|gone)\b)"
)


def is_compared(before: str, after: str) -> bool:
    """Whether a mention is only compared with something else."""
    if _STANDARD.match(after):
        return _IS_OF.search(before) is not None
    return (_MEASURED_BY.search(before) or _IN_A_LIST_MEASURED_BY.search(before)) is not None


def is_past(before: str, after: str) -> bool:
    """Whether a mention was asked for or offered only in the past."""
    return (
        any(_AND_NOW.search(before, match.end()) is None for match in _ONCE.finditer(before))
        or _IN_ITS_PLACE.search(before) is not None
        or (_GONE.search(after) is not None and not _REPLACED_BY.search(before))
    )

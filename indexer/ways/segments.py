"""Segments: parts of sentences that are statements about one route."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from indexer.qualification.sentences import sentences

_OWN_VERB = (
    r"(?:are|is|can|may|could|will|must|have|has|run|runs|take|takes|ask|asks|need|needs|want|wants|offer"
    r"|offers|train|trains|start|starts|recruit|recruits)"
)
_TURN = r"(?:but|although|though|however|whereas|while|otherwise|alternatively)\b"
_BREAK = re.compile(
    rf",\s(?:and\s(?=(?:if|when|where)\b|(?:[\w'-]+\s){{1,6}}?{_OWN_VERB}\s)|{_TURN}|(?:others|some)\s(?=\w+\s\w+)"
    r"|or\s(?=(?:be|join|start|apply|come|go|you|begin)\s))"
    rf"|;\s|\s(?:[-–—]\s|{_TURN})|—|\((?=[^()]{{25}})|\)(?<=[^()]{{25}}\))"
)
"""The end of a segment; every alternative begins with a fixed character, so that others are skipped fast."""


_LONGEST = 600
"""The most characters of a segment, so that its work is bounded."""


class TextSegment(msgspec.Struct, frozen=True):
    """A part `text[start:end]` of a sentence with the number `sentence`."""

    start: int
    end: int
    sentence: int


def segments(text: str, start: int, end: int) -> Iterator[TextSegment]:
    """The segments of `text[start:end]`, in order, with distinct sentence numbers."""
    for number, sentence in enumerate(sentences(text[start:end]), start):
        begin, finish = start + sentence.start, start + sentence.end
        for match in _BREAK.finditer(text, begin, finish):
            if match.start() - begin >= _LONGEST:
                break
            before = text[begin : match.start()]
            listed = match[0].startswith(", and") and "," in before
            if before.strip() and not listed:
                yield TextSegment(begin, match.start(), number)
                begin = match.start() if match[0].strip(" ,")[:1].isalpha() else match.end()
        while finish - begin > _LONGEST:
            yield TextSegment(begin, begin + _LONGEST, number)
            begin += _LONGEST
        if text[begin:finish].strip():
            yield TextSegment(begin, finish, number)

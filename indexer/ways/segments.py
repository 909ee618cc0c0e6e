"""Segments: parts of sentences that are statements about one route."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from indexer.qualification.sentences import sentences

_BREAK = re.compile(
    r";\s|\s[-–—]\s|—|\((?=[^()]{25})|(?<=[^()]{25})\)|,?\s(?:but|although|though|whereas|while|otherwise|alternatively)\b|,\s(?:others|some)\s(?=\w+\s\w+)|,\sor\s(?=(?:be|join|start|apply|come|go|you|begin)\s)"
)


_LONGEST = 600
"""The most characters of a segment, so that its work is bounded."""


class Segment(msgspec.Struct, frozen=True):
    """A part `text[start:end]` of a sentence with the number `sentence`."""

    start: int
    end: int
    sentence: int


def segments(text: str, start: int, end: int) -> Iterator[Segment]:
    """The segments of `text[start:end]`, in order, with distinct sentence numbers."""
    for number, sentence in enumerate(sentences(text[start:end]), start):
        begin, finish = start + sentence.start, start + sentence.end
        for match in _BREAK.finditer(text, begin, finish):
            if match.start() - begin < _LONGEST and text[begin : match.start()].strip():
                yield Segment(begin, match.start(), number)
                begin = match.start() if match[0].strip(" ,")[:1].isalpha() else match.end()
        while finish - begin > _LONGEST:
            yield Segment(begin, begin + _LONGEST, number)
            begin += _LONGEST
        if text[begin:finish].strip():
            yield Segment(begin, finish, number)

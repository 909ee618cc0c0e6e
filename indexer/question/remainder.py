"""The words of a question that are left to search."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.question.meaning import Read
from indexer.question.modes import Mode, ModeMatch
from indexer.question.pieces import ASPECTS, QuestionPiece
from indexer.question.rules import rules
from indexer.question.values import QuestionWord

UNDERSTOOD = frozenset(("nothing", "holds", "route", "environment", "skip", "place"))
"""The acts of pieces whose words are not searched."""

BESIDE_PAY = frozenset(("word", "job", "unit", "level", "nothing", "holds", "environment", "route", "place"))
"""The acts of pieces next to which words that ask for pay are not searched."""

SHORT = 2
"""The most words of a qualification that is only a name; a longer one may contain its subject."""


_GRADE = re.compile(r"grades?|\ds?")


def words_left(read: Read) -> Iterator[QuestionWord]:
    """The words that were not understood, in their order."""
    taken = {at for job in read.jobs for at in range(job.first, job.end)}
    units = (each.piece for each in read.found if each.piece.act in {"unit", "level"})
    taken |= {at for piece in units for at in _name(piece, read)}
    if any("gcse" in each.piece.slugs for each in read.found):
        taken |= {at for at, word in enumerate(read.words) if _GRADE.fullmatch(word)}
    for each in read.found:
        if _is_searched(each, read):
            for at in range(each.piece.first, each.piece.end):
                if at not in taken and _counts(at, each.piece, read):
                    yield QuestionWord(read.words[at], (read.tokens[at].start, read.tokens[at].end))


def _is_searched(found: ModeMatch, read: Read) -> bool:
    """Whether any words of a piece are searched; they are if it asks nothing and no job is named."""
    asks = found.piece.act in ASPECTS and (read.jobs or _is_aside(found, read))
    return found.mode is not Mode.NOT and found.piece.act not in UNDERSTOOD and not asks


def _is_aside(found: ModeMatch, read: Read) -> bool:
    """Whether a piece asks for pay beside something else: well paid work without qualifications."""
    others = (each.piece.act for each in read.found if each is not found)
    return found.piece.value == "pay" and not BESIDE_PAY.isdisjoint(others)


def _name(piece: QuestionPiece, read: Read) -> Iterator[int]:
    """The positions of a qualification's own words and of the number before them."""
    own = rules().own
    if piece.first and read.words[piece.first - 1].isdecimal():
        yield piece.first - 1
    for at in range(piece.first, piece.end):
        word = read.words[at]
        if (
            piece.end - piece.first <= SHORT
            or word in own
            or word.removesuffix("s") in own
            or word.isdecimal()
        ):
            yield at


def _counts(at: int, piece: QuestionPiece, read: Read) -> bool:
    word, known = read.words[at], rules()
    if read.aspect and word in known.asides:
        return False
    if piece.act in {"word", "unit"}:
        return True
    if piece.act == "level" or word in known.small:
        return False
    return piece.act in {"keep", "job"} or word not in known.careers

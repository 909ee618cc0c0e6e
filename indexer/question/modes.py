"""How a piece of a question is meant."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from indexer.question.pieces import QuestionPiece

MOST_EXCLUDED = 3
"""How many words in a row one negation takes; what follows them is searched."""

NEVER = 99
"""More words than a cue has."""

QUESTION_WORDS = frozenset(
    ("do", "does", "did", "can", "is", "are", "must", "should", "will", "would", "how", "where")
)
"""First words of a question that can be answered with yes or no, or with a place."""


class Mode(Enum):
    """How what follows a cue is meant."""

    WANTED = auto()
    HAD = auto()
    FAILED = auto()
    NOT = auto()
    ASKED = auto()


class ModeMatch(NamedTuple):
    """A piece and how it is meant, and the tokens of the cue that says so."""

    piece: QuestionPiece
    mode: Mode
    cue: tuple[int, int] | None = None

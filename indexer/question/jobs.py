"""Job names in a question: which names mean a job, and which profiles each may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.paths.names import singular
from indexer.question.modes import Mode, ModeMatch
from indexer.question.names import JobNames, Nearness
from indexer.question.pieces import QuestionPiece
from indexer.question.rules import rules

LINKS = frozenset(("or", "and", "vs", "v", "versus"))
"""Words between two names, after which the first name may lack its last word."""


class NamedJobs(NamedTuple):
    """A job that is named: its tokens, and its profiles, the likeliest first."""

    first: int
    end: int
    ids: tuple[str, ...]


class JobNaming:
    """Decides about the names of one question."""

    def __init__(self, found: Sequence[ModeMatch], words: Sequence[str], names: JobNames) -> None:
        self.found = found
        self.words = words
        self.names = names
        self.named = [each.piece for each in found if each.piece.act == "job" and each.mode is not Mode.NOT]
        self.asked = any(each.piece.act in {"aspect", "asks", "hint"} for each in found)
        self.said = any(
            each.piece.act in {"unit", "level", "route", "nothing"} or each.mode is Mode.NOT for each in found
        )
        meant = [each.piece for each in found if each.mode is not Mode.NOT]
        self.content = sum(piece.act in {"word", "keep", "job"} for piece in meant)
        self.words_at = {piece.first: words[piece.first] for piece in meant if piece.act == "word"}
        self.words_before = {
            piece.end: words[piece.end - 1] for piece in meant if piece.act in {"word", "keep"}
        }

    def jobs(self) -> Iterator[NamedJobs]:
        """The jobs that are named, in their order."""
        for piece in self.named:
            yield from self._shared(piece)
            ids = self._ids(piece)
            if ids:
                yield NamedJobs(piece.first, piece.end, ids)

    def _ids(self, piece: QuestionPiece) -> tuple[str, ...]:
        assert piece.naming is not None  # noqa: S101
        ids, nearness = piece.naming
        if piece.end - piece.first > 1:
            return ids
        if nearness is not Nearness.TITLE and piece.first and self.words[piece.first - 1] == "in":
            return ()
        sure = len(self.named) > 1 or self.asked
        if not sure and not self.said and piece.end in self.words_at:
            return ()
        qualifier = self.words_before.get(piece.first)
        if qualifier and nearness is not Nearness.TITLE:
            general = self._is_general(piece, nearness) or nearness is Nearness.OTHER
            guessed = () if general or not (sure or self.said) else ids
            return self.names.closest(ids, [qualifier]) or guessed
        vague = nearness is Nearness.OTHER or self._is_general(piece, nearness)
        return () if vague and not sure and self.content > 1 else ids

    def _is_general(self, piece: QuestionPiece, nearness: Nearness) -> bool:
        return nearness is Nearness.HEAD and singular(self.words[piece.first]) in rules().general

    def _shared(self, piece: QuestionPiece) -> Iterator[NamedJobs]:
        """A job before this one that has its last word in common: web or software developer."""
        if piece.first < 2 or piece.end - piece.first < 2 or self.words[piece.first - 1] not in LINKS:
            return
        before = piece.first - 2
        first = self.words_at.get(before)
        naming = self.names.named([first, self.words[piece.end - 1]]) if first else None
        if naming:
            yield NamedJobs(before, before + 1, naming.ids)


def by_doing(found: Sequence[ModeMatch], words: Sequence[str], names: JobNames) -> NamedJobs | None:
    """The job of those who do what a question asks about: policing, social work."""
    for each in found:
        first, end = each.piece.first, each.piece.end
        if each.piece.act not in {"word", "job"} or each.mode is Mode.NOT:
            continue
        pair = names.named([words[first], f"{words[end]}er"]) if end < len(words) else None
        if pair and pair.nearness is not Nearness.HEAD:
            return NamedJobs(first, end + 1, pair.ids)
        if ids := names.named_by_doing(words[first]):
            return NamedJobs(first, end, ids)
    return None

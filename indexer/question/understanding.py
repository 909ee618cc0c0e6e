"""What a question asks, in the terms that the content is understood in."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.question.jobs import JobNaming, NamedJobs, by_doing
from indexer.question.meaning import Read, topics_of, understood_of
from indexer.question.modes import Mode, ModeMatch
from indexer.question.names import JobNames
from indexer.question.pieces import ASPECTS, Cutter, QuestionPiece
from indexer.question.reading import Reader
from indexer.question.remainder import words_left
from indexer.question.tokens import tokens_of
from indexer.question.values import Aspect, Question

ORDER = (
    Aspect.DURATION,
    Aspect.PAY,
    Aspect.HOURS,
    Aspect.PROGRESSION,
    Aspect.SKILLS,
    Aspect.ENVIRONMENT,
    Aspect.REQUIREMENTS,
    Aspect.DUTIES,
)
"""The aspect to choose if cues name several: "what does a nurse earn" asks about pay."""


def understand(text: str, names: JobNames) -> Question:
    """What a question asks; what is not understood is left as words to search."""
    cutter = Cutter(tokens_of(text), names)
    reader = Reader(cutter)
    found = reader.read()
    jobs, aspect = _asked(found, cutter.words, names, has_careers=reader.has_careers)
    asked = [] if jobs else _asked_for(found, cutter, reader.has_careers)
    titles = {job.ids[0]: names.title_of[job.ids[0]] for job in jobs}
    read = Read(text, cutter.tokens, cutter.words, (*found, *asked), jobs, titles, aspect, reader.has_careers)
    understood = sorted(understood_of(read), key=lambda each: each.span)
    return Question(
        text, tuple(understood), tuple(words_left(read)), topics_of(read), _asked_about(aspect, cutter)
    )


def _asked(
    found: Sequence[ModeMatch], words: Sequence[str], names: JobNames, *, has_careers: bool
) -> tuple[tuple[NamedJobs, ...], QuestionPiece | None]:
    """The named jobs and what is asked about them; without a job, nothing is asked."""
    jobs = tuple(JobNaming(found, words, names).jobs())
    aspect = _aspect(found, one_job=len(jobs) < 2)
    if aspect and not jobs:
        done = None if has_careers else by_doing(found, words, names)
        jobs = (done,) if done else ()
    return jobs, aspect if jobs else None


def _aspect(found: Sequence[ModeMatch], *, one_job: bool) -> QuestionPiece | None:
    """The first aspect in the order; a hint counts only for one job and if there is nothing else."""
    pieces = [each.piece for each in found if each.piece.act in ASPECTS and each.mode is not Mode.NOT]
    clear = [piece for piece in pieces if piece.act == "aspect"]
    hints = pieces if one_job else ()
    return min(clear or hints, key=lambda piece: ORDER.index(Aspect(piece.value)), default=None)


def _asked_for(found: Sequence[ModeMatch], cutter: Cutter, has_careers: bool) -> list[ModeMatch]:
    """The qualifications within an aspect that no job is asked about: "gcses needed jobs" wants them."""
    aspects = [each.piece for each in found if each.piece.act == "aspect"] if has_careers else []
    inside = [(piece, cutter.units.get(at)) for piece in aspects for at in range(piece.first, piece.end)]
    return [ModeMatch(unit, Mode.WANTED) for piece, unit in inside if unit and unit.end <= piece.end]


def _asked_about(aspect: QuestionPiece | None, cutter: Cutter) -> tuple[str, ...]:
    """The qualifications in a question about what a job requires."""
    if aspect is None or aspect.value != Aspect.REQUIREMENTS:
        return ()
    return tuple(dict.fromkeys(slug for unit in cutter.units.values() for slug in unit.slugs))

"""What is to be done with a question: the filters that it asks for, and the text that is left to search."""

from __future__ import annotations

import re

import msgspec

from indexer.question.values import Aspect, Kind, Question, Understood
from indexer.ways import Route

_QUOTED = re.compile(r'["“”„«»][^"“”„«»]*["“”„«»]')


class Clauses(msgspec.Struct, frozen=True):
    """What a question asks of a search.

    `text` is to be searched: the words that are left and the names of jobs, as they were typed; a word in
    quotes keeps them. The filters mean what those of the same name mean in a query. A profile stays where one
    way in starts from none of `without_qualification` and goes by none of `without_route`. `exclude_words`
    stand in no profile that is shown. `jobs` come first, in their order.
    """

    text: str
    qualification: tuple[str, ...] = ()
    level: tuple[int, ...] = ()
    route: tuple[Route, ...] = ()
    have: int | None = None
    without_qualification: tuple[str, ...] = ()
    without_route: tuple[Route, ...] = ()
    exclude_words: tuple[str, ...] = ()
    jobs: tuple[tuple[str, ...], ...] = ()
    aspect: Aspect | None = None


def clauses_of(question: Question) -> Clauses:
    """The clauses that a question asks for."""
    return Clauses(
        text=text_left(question),
        qualification=question.qualifications,
        level=question.levels,
        route=question.routes,
        have=question.have,
        without_qualification=question.without_qualifications,
        without_route=question.without_routes,
        exclude_words=question.exclude_words,
        jobs=question.jobs,
        aspect=question.aspect,
    )


def text_left(question: Question) -> str:
    """The text of a question that is left to search: its words and its jobs, phrases in their quotes.

    A question of which nothing is understood is searched as it was typed.
    """
    if not question.understood:
        return question.text
    quoted = [match.span() for match in _QUOTED.finditer(question.text)]
    spans = [word.span for word in question.words]
    spans += [each.span for each in question.understood if each.kind is Kind.JOB]
    kept = {_with_quotes(span, quoted) for span in spans}
    return " ".join(question.text[slice(*span)] for span in sorted(kept))


def _with_quotes(span: tuple[int, int], quoted: list[tuple[int, int]]) -> tuple[int, int]:
    """The span of the quotation that a word stands in, or its own."""
    start, end = span
    return next((quote for quote in quoted if quote[0] <= start and end <= quote[1]), span)


def text_without(question: Question, piece: Understood) -> str:
    """The text of a question without a piece, and without its cue where that says nothing else."""
    text = question.text
    for start, end in sorted(_cuts(question, piece), reverse=True):
        text = f"{text[:start].removesuffix('-')} {text[end:]}"
    return " ".join(text.split())


def _cuts(question: Question, piece: Understood) -> list[tuple[int, int]]:
    """The spans that go with a piece: from its cue on where only small words stand between."""
    others = [each for each in question.understood if each.span != piece.span]
    if piece.cue is None or any(each.cue == piece.cue for each in others):
        return [piece.span]
    (start, before), (first, end) = piece.cue, piece.span
    spans = [*(word.span for word in question.words), *(each.span for each in others)]
    if before <= first and not any(before <= span[0] < first for span in spans):
        return [(start, end)]
    return [piece.cue, piece.span]

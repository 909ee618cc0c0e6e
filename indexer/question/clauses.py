"""The clauses of a question: the filters that it asks for, and the remaining text to search."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from indexer.language.question import MAX_LENGTH
from indexer.question.values import Aspect, Kind, Question, Topic, Understood
from indexer.ways import Route

Span = tuple[int, int]
"""From one code point of a text to another."""

_AT_ITS_WORD = re.compile(r"""(?:(?<!\S)[-−])?["“”„«»][^"“”„«»]*["“”„«»]|(?<!\S)[-−](?=[^\W_]|\.\w)\S+""")
"""A phrase in quotes, an exclusion: `language.question` reads them so."""

_WORD = re.compile(r"\S+")


class Clauses(msgspec.Struct, frozen=True):
    """What a question asks of a search.

    `text` is to be searched: the words that are left and the names of jobs, as they were typed, phrases in
    their quotes and exclusions with their minus sign; they stand at `spans`. The filters mean what those of
    the same name mean in a query. A profile stays where one way in starts from none of
    `without_qualification` and goes by none of `without_route`. `exclude_words` stand in no profile that is
    shown. `jobs` come first, in their order. Where the two words of a pair in `near` stand near each other, a
    profile gains: a word that is left, and one of a qualification beside it ("history degree").
    """

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    qualification: tuple[str, ...] = ()
    level: tuple[int, ...] = ()
    route: tuple[Route, ...] = ()
    have: int | None = None
    environment: tuple[str, ...] = ()
    without_qualification: tuple[str, ...] = ()
    without_route: tuple[Route, ...] = ()
    exclude_words: tuple[str, ...] = ()
    jobs: tuple[tuple[str, ...], ...] = ()
    aspect: Aspect | None = None
    near: tuple[tuple[str, str], ...] = ()

    def in_full(self, question: str, text: str) -> str:
        """A question in which what is searched is written as in another text.

        Where that has another number of words, what is searched is all there is.
        """
        words, bounds = text.split(), [bound for span in self.spans for bound in _words(question, span)]
        if len(words) != len(bounds):
            return text
        for word, (start, end) in reversed([*zip(words, bounds, strict=True)]):
            question = question[:start] + word + question[end:]
        return question


def clauses_of(question: Question) -> Clauses:
    """The clauses that a question asks for; if nothing is understood, it is searched as typed.

    An amount of pay is understood, although no clause can ask for it.
    """
    if not question.understood and Topic.AMOUNT not in question.topics:
        return Clauses(question.text)
    spans = tuple(_spans_left(question))
    return Clauses(
        text=" ".join(question.text[slice(*span)] for span in spans),
        spans=spans,
        qualification=question.qualifications,
        level=question.levels,
        route=question.routes,
        have=question.have,
        environment=question.environments,
        without_qualification=question.without_qualifications,
        without_route=question.without_routes,
        exclude_words=question.exclude_words,
        jobs=question.jobs,
        aspect=question.aspect,
        near=tuple(dict.fromkeys(_near(question))),
    )


def _near(question: Question) -> Iterator[tuple[str, str]]:
    """Each wanted qualification, by its last word, with the words before and after it."""
    for each in question.understood:
        if each.kind is Kind.QUALIFICATION and not each.negated:
            named = each.text.rsplit(None, 1)[-1].lower()
            before = [word.meant for word in question.words if word.span[1] <= each.span[0]]
            after = [word.meant for word in question.words if word.span[0] >= each.span[1]]
            yield from ((word, named) for word in (*before[-1:], *after[:1]))


def _spans_left(question: Question) -> list[Span]:
    """The spans of the remaining text to search: words, jobs, phrases, and exclusions."""
    signed = [match.span() for match in _AT_ITS_WORD.finditer(question.text[:MAX_LENGTH])]
    spans = [word.span for word in question.words]
    spans += [each.span for each in question.understood if each.kind is Kind.JOB]
    return sorted({*signed, *(_whole(span, signed) for span in spans)})


def _whole(span: Span, signed: list[Span]) -> Span:
    """The span of the phrase that contains a word, or the word's own span."""
    start, end = span
    return next((one for one in signed if one[0] <= start and end <= one[1]), span)


def _words(text: str, span: Span) -> list[Span]:
    """The spans of the words within a span, as spaces divide them."""
    return [(span[0] + found.start(), span[0] + found.end()) for found in _WORD.finditer(text[slice(*span)])]


def text_without(question: Question, piece: Understood) -> str:
    """The text of a question without a piece, and without its cue where that says nothing else."""
    text = question.text
    for start, end in sorted(_cuts(question, piece), reverse=True):
        text = f"{text[:start].removesuffix('-')} {text[end:]}"
    return " ".join(text.split())


def _cuts(question: Question, piece: Understood) -> list[tuple[int, int]]:
    """The spans that go with a piece; they begin at its cue if only small words are between."""
    others = [each for each in question.understood if each.span != piece.span]
    if piece.cue is None or any(each.cue == piece.cue for each in others):
        return [piece.span]
    (start, before), (first, end) = piece.cue, piece.span
    spans = [*(word.span for word in question.words), *(each.span for each in others)]
    if before <= first and not any(before <= span[0] < first for span in spans):
        return [(start, end)]
    return [piece.cue, piece.span]

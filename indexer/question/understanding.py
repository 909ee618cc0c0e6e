"""What a question asks, in the terms that the content is understood in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.language.stems import stem
from indexer.qualification import BY_SLUG
from indexer.qualification.levels import levels_of
from indexer.question.jobs import JobNaming, Named, by_doing
from indexer.question.names import JobNames
from indexer.question.pieces import Cutter, Piece
from indexer.question.reading import Found, Mode, Reader
from indexer.question.rules import rules
from indexer.question.tokens import Token, tokens_of
from indexer.question.values import Aspect, Kind, Question, Understood, Word

ASPECTS = tuple(Aspect(each) for each in ("duration", "pay", "hours", "progression", "skills", "environment", "requirements", "duties"))
"""Which aspect a question asks about where several are named, the first before the others."""

QUESTION_WORDS = frozenset(("do", "does", "did", "can", "what", "whats", "how", "where", "when", "is", "are", "will", "would", "which", "who", "why", "hi"))


def understand(text: str, names: JobNames) -> Question:
    """What a question asks; what is not understood is left as words to search."""
    tokens = tokens_of(text)
    return _Understanding(text, tokens, names).question()


class _Understanding:
    """The understanding of one question while it is made."""

    def __init__(self, text: str, tokens: Sequence[Token], names: JobNames) -> None:
        self.text = text
        self.tokens = tokens
        self.names = names
        cutter = Cutter(tokens, names)
        self.words = cutter.words
        reader = Reader(cutter)
        self.found = reader.read()
        self.has_careers = reader.has_careers
        self.jobs = list(JobNaming(self.found, self.words, names).jobs())
        self.aspect = self._aspect()
        if self.aspect and not self.jobs:
            job = by_doing(self.found, self.words, names)
            self.jobs = [job] if job else []
        self.wanted: set[int] = set()
        if not self.jobs:
            self.aspect = None
            self._want_what_is_asked(cutter)

    def _want_what_is_asked(self, cutter: Cutter) -> None:
        """Qualifications that stand in an aspect are wanted where no job is named: "gcses needed"."""
        for each in list(self.found):
            inside = [cutter.units.get(at) for at in range(each.piece.first, each.piece.end)]
            for unit in inside if each.piece.act == "aspect" and self.has_careers else ():
                if unit and unit.end <= each.piece.end:
                    self.wanted |= set(range(unit.first, unit.end))
                    self.found.append(Found(unit, Mode.WANTED))

    def question(self) -> Question:
        """The question with all that was understood, in the order of its text."""
        understood = sorted(self._understood(), key=lambda each: each.span)
        taken = {at for job in self.jobs for at in range(job.first, job.end)}
        words = [word for each in self.found for word in self._left(each, taken)]
        return Question(self.text, tuple(understood), tuple(words))

    def _understood(self) -> Iterator[Understood]:
        for job in self.jobs:
            yield self._at(Kind.JOB, job.ids[0], self.names.title_of[job.ids[0]], job.first, job.end, ids=job.ids)
        if self.aspect:
            piece = self.aspect
            yield self._at(Kind.ASPECT, piece.value, rules().labels["aspect"][piece.value], piece.first, piece.end)
        for each in self.found:
            yield from self._of(each)

    def _of(self, found: Found) -> Iterator[Understood]:
        piece, mode = found
        if piece.act == "nothing":
            yield self._have(0, piece)
        elif piece.act == "route" and mode is not Mode.ASKED:
            yield self._route(piece.value, piece, negated=mode is Mode.NOT)
        elif piece.act in {"unit", "level"}:
            yield from self._qualification(piece, mode)
        elif piece.act == "place":
            yield from self._place(piece, mode)
        elif mode is Mode.NOT and piece.act in {"word", "job", "keep"}:
            yield from self._excluded(piece)

    def _qualification(self, piece: Piece, mode: Mode) -> Iterator[Understood]:
        if mode is Mode.ASKED and (self.jobs or not self.has_careers):
            return
        if mode in {Mode.HAD, Mode.FAILED}:
            yield self._have(max(0, _had(piece, self.words) - (2 if mode is Mode.FAILED and "gcse" in piece.slugs else mode is Mode.FAILED)), piece)
            return
        for slug in piece.slugs:
            yield self._at(Kind.QUALIFICATION, slug, BY_SLUG[slug].short, piece.first, piece.end, negated=mode is Mode.NOT)
        levels = piece.levels or ((int(piece.value),) if piece.act == "level" and piece.value else ())
        for level in levels if mode is not Mode.NOT else ():
            yield self._at(Kind.LEVEL, str(level), f"Level {level}", piece.first, piece.end)

    def _place(self, piece: Piece, mode: Mode) -> Iterator[Understood]:
        route = rules().places[self.words[piece.first]]
        if mode is Mode.NOT:
            if route == "university":
                yield self._at(Kind.QUALIFICATION, "bachelors", BY_SLUG["bachelors"].short, piece.first, piece.end, negated=True)
            yield self._route(route, piece, negated=True)
        elif mode is Mode.HAD and route == "university":
            yield self._have(6, piece)

    def _excluded(self, piece: Piece) -> Iterator[Understood]:
        kept = {stem(self.words[at]) for job in self.jobs for at in range(job.first, job.end)}
        for at in range(piece.first, piece.end):
            word = self.words[at]
            if word not in rules().small and stem(word) not in kept:
                yield self._at(Kind.WORD, word, word, at, at + 1, negated=True)

    def _have(self, level: int, piece: Piece) -> Understood:
        return self._at(Kind.HAVE, str(level), rules().labels["have"][str(level)], piece.first, piece.end)

    def _route(self, route: str, piece: Piece, *, negated: bool) -> Understood:
        return self._at(Kind.ROUTE, route, rules().labels["route"][route], piece.first, piece.end, negated=negated)

    def _at(self, kind: Kind, value: str, label: str, first: int, end: int, *, negated: bool = False, ids: tuple[str, ...] = ()) -> Understood:
        span = (self.tokens[first].start, self.tokens[end - 1].end)
        return Understood(kind, value, label, self.text[slice(*span)], span, negated, ids)

    def _aspect(self) -> Piece | None:
        asking = bool(self.words) and bool(QUESTION_WORDS & set(self.words[:3]))
        acts = {"aspect", "asks"} if asking else {"aspect"}
        named = [each.piece for each in self.found if each.piece.act in acts and each.mode is not Mode.NOT]
        hints = [each.piece for each in self.found if each.piece.act == "hint"]
        if len(self.jobs) == 2 and not named and self.words[:1] == ["can"]:
            return None
        return min(named or hints, key=lambda piece: ASPECTS.index(Aspect(piece.value)), default=None)

    def _left(self, found: Found, taken: set[int]) -> Iterator[Word]:
        """The words of a piece that are left to search."""
        piece, mode = found
        if mode is Mode.NOT or piece.act in {"nothing", "route", "skip", "place"}:
            return
        if piece.act in {"aspect", "asks", "hint"} and self.jobs:
            return
        for at in range(piece.first, piece.end):
            if at not in taken and self._counts(at, piece):
                yield Word(self.words[at], (self.tokens[at].start, self.tokens[at].end))

    def _counts(self, at: int, piece: Piece) -> bool:
        word, known = self.words[at], rules()
        if piece.act == "word":
            return not (word.isdecimal() and self._before_unit(at))
        if piece.act in {"unit", "level"}:
            own = word in known.own or word.removesuffix("s") in known.own
            return piece.act == "unit" and not own and not word.isdecimal()
        return word not in known.small and at not in self.wanted and (piece.act in {"keep", "job"} or word not in known.careers)

    def _before_unit(self, at: int) -> bool:
        return any(each.piece.act in {"unit", "level"} and each.piece.first == at + 1 for each in self.found)


def _had(piece: Piece, words: Sequence[str]) -> int:
    """The level of who has a qualification."""
    if piece.act == "level":
        return max(piece.levels, default=int(piece.value or 0))
    worded = rules().have.worded
    if piece.value in worded:
        return worded[piece.value]
    slug = piece.slugs[0]
    levels = levels_of(slug, f"{piece.value} {' '.join(words[piece.end : piece.end + 4])}") if slug == "gcse" else levels_of(slug, piece.value)
    return levels.high if levels and levels.basis == "stated" else rules().have.usual.get(slug, 0)

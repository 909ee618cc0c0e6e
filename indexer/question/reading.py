"""One pass over the pieces of a question: whether each is wanted, had, unwanted or asked about."""

from __future__ import annotations

from collections.abc import Callable

from indexer.question.modes import MOST_EXCLUDED, NEVER, QUESTION_WORDS, Mode, ModeMatch
from indexer.question.names import Nearness
from indexer.question.pieces import Cutter, QuestionPiece
from indexer.question.rules import rules
from indexer.question.values import Aspect


class Reader:
    """Reads pieces in their order; `found` is what they come to."""

    def __init__(self, cutter: Cutter) -> None:
        self.cutter = cutter
        self.words = cutter.words
        self.apart = [one.apart for one in cutter.tokens]
        self.found: list[ModeMatch] = []
        self.mode = Mode.WANTED
        self.cue: tuple[int, int] | None = None
        self.negated = 0
        self.listed = False
        self.has_careers = False
        self.needed = False
        self._acts = self._actions()

    def read(self) -> list[ModeMatch]:
        """What the pieces are, in their order."""
        at = 0
        while at < len(self.words):
            piece = self.cutter.piece(at, self._shortest_aspect())
            if self.mode is Mode.NOT and self.negated and self._ends(piece):
                self.mode = Mode.WANTED
            self._acts.get(piece.act, self._other)(self._teaching(piece))
            at = piece.end
        return self.found

    def _actions(self) -> dict[str, Callable[[QuestionPiece], None]]:
        """What each kind of piece does to the reading."""
        return {
            "have": self._have,
            "failed": lambda piece: self._turn(Mode.FAILED, piece),
            "not": lambda piece: self._turn(Mode.NOT, piece),
            "want": self._want,
            "need": self._need,
            "asked_of": self._ask_of,
            "asks": self._asks,
            "environment": self._environment,
            "holder": self._holder,
            "asked": self._ask,
            "had": self._had,
            "not_before": self._not_before,
            "small": self._small,
            "career": self._career,
            "word": self._word,
            "keep": self._keep,
            "unit": self._unit,
            "level": self._unit,
            "place": self._place,
            "job": self._job,
            "minus": lambda piece: self.found.append(ModeMatch(piece._replace(act="word"), Mode.NOT)),
            "quoted": lambda piece: self.found.append(ModeMatch(piece._replace(act="word"), Mode.WANTED)),
        }

    def _shortest_aspect(self) -> int:
        """The number of words that ask about a job here: none directly after a negation, several later."""
        if self.mode is not Mode.NOT:
            return 1
        return 2 if self.negated else NEVER

    def _ends(self, piece: QuestionPiece) -> bool:
        """Whether a punctuation mark separates a piece from the negation; a comma may continue a list."""
        return self.apart[piece.first] not in {"", ",", "/", "&"}

    def _teaching(self, piece: QuestionPiece) -> QuestionPiece:
        """A qualification that somebody teaches is a word of the job's."""
        if piece.act != "unit" or not set(piece.slugs) <= rules().taught:
            return piece
        after = self.words[piece.end : piece.end + 2]
        return piece._replace(act="keep") if rules().taught_by & set(after) else piece

    def _turn(self, mode: Mode, piece: QuestionPiece) -> None:
        """What follows is meant in a mode; "not having" is no having."""
        if not (mode is Mode.HAD and self.mode is Mode.NOT and not self.negated):
            self.mode, self.negated, self.listed = mode, 0, False
            self.cue = (piece.first, piece.end)

    def _have(self, piece: QuestionPiece) -> None:
        """What follows is had; "only" behind a qualification says it of that."""
        if piece.value:
            self.found.append(ModeMatch(piece._replace(act="aspect"), self.mode))
        if self.words[piece.first] != "only" or not self._follows_qualification(piece):
            self._turn(Mode.HAD, piece)
        elif self.mode is Mode.WANTED:
            self._had(piece)

    def _want(self, piece: QuestionPiece) -> None:
        if self.mode is not Mode.NOT or self.negated:
            self._turn(Mode.WANTED, piece)

    def _need(self, piece: QuestionPiece) -> None:
        self._want(piece)
        self.needed = True
        self.has_careers = True

    def _ask_of(self, piece: QuestionPiece) -> None:
        """Do nurses need a degree: a question, which "jobs that need a degree" is not."""
        if self.words[0] in QUESTION_WORDS and self.mode is not Mode.NOT:
            self._ask(piece)

    def _asks(self, piece: QuestionPiece) -> None:
        """Words that ask about a job in a question alone: "do nurses work weekends", not "weekend work"."""
        self._other(piece._replace(act="aspect" if self.words[0] in QUESTION_WORDS else "keep"))

    def _environment(self, piece: QuestionPiece) -> None:
        """What work is like is wanted; "do architects work from home" asks where they work."""
        if self.words[0] in QUESTION_WORDS and not self.has_careers:
            piece = piece._replace(act="aspect", value=Aspect.ENVIRONMENT.value)
        elif self.mode is Mode.HAD:
            self.mode = Mode.WANTED
        self._other(piece)

    def _holder(self, piece: QuestionPiece) -> None:
        """Read a person named by a qualification or route ("college leaver") as having it."""
        if self._follows_qualification(piece):
            self._had(piece)
        else:
            self._word(piece._replace(act="word"))

    def _follows_qualification(self, piece: QuestionPiece) -> bool:
        last = self.found[-1].piece if self.found else None
        return last is not None and last.act in {"unit", "level"} and last.end == piece.first

    def _ask(self, piece: QuestionPiece) -> None:
        """What follows is asked about; "is a" asks only before a qualification."""
        bare = self.words[piece.first] in {"is", "are"} and piece.end - piece.first <= 2
        if bare and piece.end not in self.cutter.units:
            return
        self._turn(Mode.ASKED, piece)
        self._add(piece._replace(act="aspect"))

    def _had(self, piece: QuestionPiece) -> None:
        """Read a qualification as had because of a word after it: "a degree already"."""
        if not self._change({"unit", "level"}, Mode.HAD, piece, all_of_them=True):
            self._turn(Mode.HAD, piece)

    def _not_before(self, piece: QuestionPiece) -> None:
        self._change({"unit", "level", "word", "place"}, Mode.NOT, piece)

    def _change(self, acts: set[str], mode: Mode, cue: QuestionPiece, *, all_of_them: bool = False) -> bool:
        """Give what was wanted so far, or the last of it, another mode; whether there was any."""
        wanted = [
            at for at, each in enumerate(self.found) if each.piece.act in acts and each.mode is Mode.WANTED
        ]
        for at in wanted if all_of_them else wanted[-1:]:
            self.found[at] = self.found[at]._replace(mode=mode, cue=(cue.first, cue.end))
        return bool(wanted)

    def _small(self, piece: QuestionPiece) -> None:
        """A small word ends what is not wanted, unless it lists more of it."""
        word = self.words[piece.first]
        if self.mode is Mode.NOT and self.negated:
            if word in {"and", "or"}:
                self.listed = True
            elif word not in {"a", "an", "the", "any"} and not self.listed and not self._goes_on(piece.first):
                self.mode = Mode.WANTED

    def _goes_on(self, at: int) -> bool:
        """Whether a preposition leads from an activity to what it is done with."""
        return (
            self.negated == 1
            and self.words[at] in {"at", "to", "with", "on"}
            and self.words[at - 1].endswith("ing")
        )

    def _career(self, _: QuestionPiece) -> None:
        """End what the person has, and what is unwanted, at words such as "jobs" and "careers"."""
        self.has_careers = True
        if self.mode is Mode.NOT and not self.negated:
            return
        if self.mode in {Mode.NOT, Mode.HAD}:
            self.mode = Mode.WANTED

    def _word(self, piece: QuestionPiece) -> None:
        if self.mode is Mode.NOT and self.negated >= MOST_EXCLUDED and not self.listed:
            self.mode = Mode.WANTED
        self._add(piece)

    def _keep(self, piece: QuestionPiece) -> None:
        self._want(piece)
        self.found.append(ModeMatch(piece, Mode.WANTED))

    def _unit(self, piece: QuestionPiece) -> None:
        if self.mode is Mode.NOT and self.negated and not self.listed and not self.apart[piece.first]:
            self.mode = Mode.WANTED
        if self.mode is Mode.WANTED and not self.needed and "gcse" in piece.slugs and self._counted(piece):
            self.found.append(ModeMatch(piece, Mode.HAD))
        else:
            self._add(piece)
        if self.mode is Mode.NOT:
            self._after_negated_unit(piece)

    def _counted(self, piece: QuestionPiece) -> bool:
        """Whether a number of them is named: a person who says "5 GCSEs" has them."""
        before = self.words[piece.first - 1] if piece.first else ""
        return before.isdecimal() or before in rules().counts

    def _after_negated_unit(self, piece: QuestionPiece) -> None:
        """A negation ends with a qualification, except that its subject goes with it."""
        following = self.words[piece.end : piece.end + 1]
        self.negated = 1 if following and following[0] in rules().subjects else MOST_EXCLUDED

    def _place(self, piece: QuestionPiece) -> None:
        if self.mode is Mode.WANTED:
            self.found.append(ModeMatch(piece._replace(act="word"), self.mode))
        else:
            self._add(piece)

    def _job(self, piece: QuestionPiece) -> None:
        single = piece.end - piece.first == 1 and piece.naming and piece.naming.nearness is not Nearness.TITLE
        if self.mode is Mode.NOT and self.negated and not self.listed and not single:
            self.mode = Mode.WANTED
        self._add(piece)

    def _other(self, piece: QuestionPiece) -> None:
        if self.mode is Mode.NOT and (self.negated or piece.act == "nothing"):
            self.mode = Mode.WANTED
        self._add(piece)

    def _add(self, piece: QuestionPiece) -> None:
        self.found.append(ModeMatch(piece, self.mode, None if self.mode is Mode.WANTED else self.cue))
        if self.mode is Mode.NOT:
            self.negated += piece.end - piece.first
            self.listed = False

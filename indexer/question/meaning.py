"""What the pieces of a question that was read mean, as values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from indexer.environment import BY_NAME
from indexer.language.question import MAX_LENGTH
from indexer.language.stems import stem
from indexer.language.stop_words import lists
from indexer.qualification import BY_SLUG
from indexer.qualification.levels import levels_of
from indexer.question.jobs import NamedJobs
from indexer.question.modes import Mode, ModeMatch
from indexer.question.pieces import ASPECTS, QuestionPiece
from indexer.question.rules import rules
from indexer.question.tokens import Token
from indexer.question.values import Kind, Topic, Understood

REACH = 4
"""How many words on either side of GCSEs say their grades."""

LONGEST_PLACE = 3
"""How many words the name of a place has at most."""

_SIGNS = re.compile(r"[^\w£$€]+")
_POSTCODE = re.compile(r" [a-z]{1,2}\d[a-z\d]? \d[a-z]{2} ")
_MARK = re.compile(r"\b(\d)s\b")


class Read(NamedTuple):
    """A question after reading: its words, the meaning of each piece, the jobs and what is asked."""

    text: str
    tokens: Sequence[Token]
    words: Sequence[str]
    found: Sequence[ModeMatch]
    jobs: Sequence[NamedJobs]
    titles: Mapping[str, str]
    aspect: QuestionPiece | None
    has_careers: bool

    def at(
        self, piece: QuestionPiece, kind: Kind, value: str, label: str, *, negated: bool = False
    ) -> Understood:
        """What a piece says."""
        span = (self.tokens[piece.first].start, self.tokens[piece.end - 1].end)
        return Understood(kind, value, label, self.text[slice(*span)], span, negated)


def understood_of(read: Read) -> Iterator[Understood]:
    """All that was understood of a question, in no order."""
    for job in read.jobs:
        span = (read.tokens[job.first].start, read.tokens[job.end - 1].end)
        title = read.titles[job.ids[0]]
        yield Understood(Kind.JOB, job.ids[0], title, read.text[slice(*span)], span, ids=job.ids)
    if read.aspect:
        value = read.aspect.value
        yield read.at(read.aspect, Kind.ASPECT, value, rules().labels["aspect"][value])
    for each in read.found:
        cue = (read.tokens[each.cue[0]].start, read.tokens[each.cue[1] - 1].end) if each.cue else None
        yield from (msgspec.structs.replace(said, cue=cue) for said in _of(each, read))


def topics_of(read: Read) -> tuple[Topic, ...]:
    """What a question asks for that a library may not say, of a job or not."""
    cues = {one.piece.value for one in read.found if one.piece.act in ASPECTS and one.mode is not Mode.NOT}
    plain = f" {_SIGNS.sub(' ', read.text[:MAX_LENGTH].lower())} "
    cues |= {topic for topic, pattern in rules().topics.items() if pattern.search(plain)}
    named = any(_names_place(read.tokens, at) for at in range(1, len(read.tokens)))
    if named or _POSTCODE.search(plain):
        cues.add(Topic.PLACES)
    if Topic.AMOUNT in cues:
        cues.add(Topic.PAY)
    return tuple(topic for topic in Topic if topic in cues)


def _names_place(tokens: Sequence[Token], at: int) -> bool:
    """Whether a place name begins at a token, after a word that introduces one."""
    if tokens[at].quoted or tokens[at - 1].word not in rules().before_places:
        return False
    names = (tuple(one.word for one in tokens[at:end]) for end in range(at + 1, at + 1 + LONGEST_PLACE))
    return any(name in lists().places and not set(name) <= rules().places_or_words for name in names)


def _of(found: ModeMatch, read: Read) -> Iterator[Understood]:
    piece, mode = found.piece, found.mode
    if piece.act in {"nothing", "holds"}:
        yield _have(int(piece.value or 0), piece, read)
    elif piece.act == "route" and mode is not Mode.ASKED:
        yield _route(piece.value, piece, read, negated=mode is Mode.NOT)
    elif piece.act == "environment" and mode is not Mode.NOT:
        yield read.at(piece, Kind.ENVIRONMENT, piece.value, BY_NAME[piece.value].label)
    elif piece.act in {"unit", "level"}:
        yield from _qualification(piece, mode, read)
    elif piece.act == "place":
        yield from _place(piece, mode, read)
    elif mode is Mode.NOT and piece.act in {"word", "job", "keep", "environment"}:
        yield from _excluded(piece, read)


def _qualification(piece: QuestionPiece, mode: Mode, read: Read) -> Iterator[Understood]:
    """A qualification or a level: had, wanted or not; one that a job is asked about is neither."""
    if mode in {Mode.HAD, Mode.FAILED}:
        yield _have(_level_had(piece, mode, read.words), piece, read)
    elif mode is Mode.NOT:
        for slug in piece.slugs:
            yield read.at(piece, Kind.QUALIFICATION, slug, BY_SLUG[slug].short, negated=True)
    elif mode is Mode.WANTED or (read.has_careers and not read.jobs):
        for slug in piece.slugs:
            yield read.at(piece, Kind.QUALIFICATION, slug, BY_SLUG[slug].short)
        for level in _levels(piece):
            yield read.at(piece, Kind.LEVEL, str(level), f"Level {level}")


def _place(piece: QuestionPiece, mode: Mode, read: Read) -> Iterator[Understood]:
    """University or college: not wanted, or done with; a degree goes with university."""
    route = rules().places[read.words[piece.first]]
    university = route == "university"
    if mode is Mode.NOT and university:
        yield read.at(piece, Kind.QUALIFICATION, "bachelors", BY_SLUG["bachelors"].short, negated=True)
    if mode is Mode.NOT:
        yield _route(route, piece, read, negated=True)
    elif mode is Mode.HAD and university:
        yield _have(rules().usual["bachelors"], piece, read)


def _excluded(piece: QuestionPiece, read: Read) -> Iterator[Understood]:
    """The unwanted words of a piece, without the words of a wanted job."""
    kept = {stem(read.words[at]) for job in read.jobs for at in range(job.first, job.end)}
    for at in range(piece.first, piece.end):
        word = read.words[at]
        if word not in rules().small | rules().careers and stem(word) not in kept:
            one = piece._replace(first=at, end=at + 1)
            yield read.at(one, Kind.WORD, word, word, negated=True)


def _have(level: int, piece: QuestionPiece, read: Read) -> Understood:
    return read.at(piece, Kind.HAVE, str(level), rules().labels["have"][str(level)])


def _route(route: str, piece: QuestionPiece, read: Read, *, negated: bool) -> Understood:
    return read.at(piece, Kind.ROUTE, route, rules().labels["route"][route], negated=negated)


def _levels(piece: QuestionPiece) -> tuple[int, ...]:
    return piece.levels or ((int(piece.value),) if piece.act == "level" and piece.value else ())


def _level_had(piece: QuestionPiece, mode: Mode, words: Sequence[str]) -> int:
    """The level of a person who has a qualification, or failed it: without GCSEs there is none."""
    level = max(_levels(piece), default=0) if piece.act == "level" else _level_of(piece, words)
    if mode is Mode.FAILED:
        return 0 if "gcse" in piece.slugs else max(0, level - 1)
    return level


def _level_of(piece: QuestionPiece, words: Sequence[str]) -> int:
    """The level that a qualification states; its grades may follow or precede it."""
    slug, written = piece.slugs[0], piece.value
    if slug == "gcse":
        around = [
            *words[max(0, piece.first - REACH) : piece.first],
            written,
            *words[piece.end : piece.end + REACH],
        ]
        written = _MARK.sub(r"\1", " ".join(around))
    levels = levels_of(slug, written)
    stated = levels.high if levels and levels.basis == "stated" else None
    return stated or rules().worded.get(piece.value) or rules().usual.get(slug, 0)

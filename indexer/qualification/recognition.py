"""Recognition of qualifications in a text: find the wordings, drop the negated, tell levels and roles.

Every step looks at a bounded stretch around a place, so that the work grows with the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from indexer.qualification.clauses import MASK, clause
from indexer.qualification.levels import levels_of
from indexer.qualification.negation import is_negated
from indexer.qualification.roles import COURSE, SCHOOL_LEVEL, role_of
from indexer.qualification.sentences import Sentence, sentences
from indexer.qualification.taxonomy import lexicon
from indexer.qualification.values import Mention

REACH = 400
"""How many characters of a sentence on either side of a mention are looked at."""

_WORD = re.compile(r"(?<!\w)(?:[^\W\d_]+|\d+)")
_PLAIN = str.maketrans("’‘ʼ`‐‑\u00a0\u202f\u2009\t\r", "''''--     ")


class _Name(msgspec.Struct, frozen=True):
    """A place in the text that is worded as a qualification; without slugs it only looks like one."""

    slugs: tuple[str, ...]
    start: int
    end: int


class _Context(msgspec.Struct, frozen=True):
    """A name and its sentence, in lower case and with every other name masked."""

    name: _Name
    before: str
    after: str
    follows_course: bool


def qualifications_in(text: str) -> tuple[Mention, ...]:
    """The qualifications that a text names as ways in or beyond, in order; negated ones are not mentions."""
    plain = text.translate(_PLAIN)
    lower = _lower(plain)
    names = list(_names(plain, lower))
    if not names:
        return ()
    masked = _masked(lower, names)
    return tuple(
        mention
        for context in _contexts(plain, masked, names)
        if not _negated(context)
        for mention in _mentions(text, context)
    )


def _mentions(text: str, context: _Context) -> Iterator[Mention]:
    start, end = context.name.start, context.name.end
    span = text[start:end]
    for slug in context.name.slugs:
        role = role_of(slug, context.before, context.after, context.follows_course)
        yield Mention(slug, span, start, end, role, levels_of(slug, span))


def _negated(context: _Context) -> bool:
    start = len(context.before)
    before, after = clause(f"{context.before}{MASK}{context.after}", start, start + 1)
    return is_negated(before, after, context.after)


def _names(plain: str, lower: str) -> Iterator[_Name]:
    """The longest wordings from left to right, without those that only look like a qualification."""
    wordings_by_opening = lexicon()
    reached = 0
    for word in _WORD.finditer(lower):
        start = word.start()
        opening = word[0] if lower[start].isalpha() else "#"
        if start < reached or opening not in wordings_by_opening:
            continue
        best, slugs = reached, ()
        for wording in wordings_by_opening[opening]:
            match = wording.pattern.match(plain if wording.exact else lower, start)
            if match and match.end() > best:
                best, slugs = match.end(), wording.slugs
        if best > start:
            reached = best
            if slugs:
                yield _Name(slugs, start, best)


def _contexts(plain: str, masked: str, names: Sequence[_Name]) -> Iterator[_Context]:
    """Every name in its sentence, and whether the sentence follows one that speaks of a course."""
    position, paragraph, course_in = 0, -1, -2
    for sentence in sentences(plain):
        first = position
        while position < len(names) and names[position].start < sentence.end:
            position += 1
        nearest = sentence.paragraph - (sentence.paragraph != paragraph)
        for name in names[first:position]:
            yield _context(masked, sentence, name, course_in >= nearest)
        paragraph = sentence.paragraph
        if _speaks_of_course(masked[sentence.start : sentence.end], names[first:position]):
            course_in = paragraph


def _context(masked: str, sentence: Sentence, name: _Name, follows_course: bool) -> _Context:
    low = max(sentence.start, name.start - REACH)
    high = max(name.end, min(sentence.end, name.end + REACH))
    lead = sentence.lead[-REACH:].lower() if low == sentence.start else ""
    return _Context(name, lead + masked[low : name.start], masked[name.end : high], follows_course)


def _speaks_of_course(masked: str, names: Sequence[_Name]) -> bool:
    return COURSE.search(masked) is not None or any(not SCHOOL_LEVEL.issuperset(name.slugs) for name in names)


def _lower(text: str) -> str:
    """Text in lower case, letter for letter: the few capitals whose small form is longer stay."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def _masked(lower: str, names: Sequence[_Name]) -> str:
    """Text with every letter of a name replaced, so that only the sentence around it is read."""
    parts, reached = [], 0
    for name in names:
        parts += [lower[reached : name.start], MASK * (name.end - name.start)]
        reached = name.end
    return "".join([*parts, lower[reached:]])

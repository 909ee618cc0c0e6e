"""Recognition of qualifications in a text.

It finds wordings, drops negated ones, and adds levels and roles. Every step reads a bounded range, so time
grows linearly with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from indexer.patterns.phrase_dictionary import PhraseDictionary, Wording
from indexer.qualification.addresses import without_addresses
from indexer.qualification.clauses import MASK, clause
from indexer.qualification.doubts import DOUBTS, Doubt
from indexer.qualification.levels import levels_of
from indexer.qualification.repeats import without_repeats
from indexer.qualification.roles import COURSE, SCHOOL_LEVEL, is_later, is_progression, way_in
from indexer.qualification.sentences import Sentence, sentences
from indexer.qualification.taxonomy import asking, phrases
from indexer.qualification.values import Mention, Role

REACH = 300
"""The characters of a sentence to read on either side of a mention."""

_REGISTRATION = "professional-registration"
_OPENS = re.compile(
    rf"\W*+(?:(?:it|this|that) is )?+(?:(?:a|an|the|our|your|some|any|two|three|four|five"
    rf"|\d)\b\W*+)*+(?:\w++\W++){{0,2}}?{MASK}"
)
"""A sentence that opens with a qualification; a list or a note often holds nothing else."""

_PLAIN = tuple(zip("’‘ʼ`‐‑\u00a0\u202f\u2009\t\r", "''''--     ", strict=True))


class _Name(msgspec.Struct, frozen=True):
    """A wording found in the text; without slugs, it only looks like a qualification."""

    slugs: tuple[str, ...]
    start: int
    end: int


class _Context(msgspec.Struct, frozen=True):
    """A wording in its sentence, in lower case and with other wordings masked.

    `doubts` are the rules that may apply to the sentence; `later` if it may be about a time after entry.
    """

    name: _Name
    before: str
    after: str
    doubts: tuple[Doubt, ...]
    later: bool
    follows_course: bool


def qualifications_in(text: str) -> tuple[Mention, ...]:
    """The mentions of qualifications in a text, in order, without negated ones.

    >>> [(each.slug, each.role.value) for each in qualifications_in("You need A levels, but no degree.")]
    [('a-level', 'entry')]
    """
    plain = plain_of(text)
    lower = lower_of(plain)
    names = list(_names(plain, lower, phrases(), phrases().place.finditer(lower)))
    if not names:
        return ()
    masked = _masked(lower, names)
    mentions = [
        mention
        for context in _contexts(plain, masked, names)
        if _is_way_in(context)
        for mention in _mentions(text, context)
    ]
    return tuple(without_repeats(mentions, text))


def _mentions(text: str, context: _Context) -> Iterator[Mention]:
    start, end = context.name.start, context.name.end
    span = text[start:end]
    around = context.before, context.after
    for slug in context.name.slugs:
        role = _role(slug, *around, context.later, context.follows_course)
        yield Mention(slug, span, start, end, role, levels_of(slug, span))


@lru_cache(maxsize=2048)
def _role(slug: str, before: str, after: str, later: bool, follows_course: bool) -> Role:
    """What a mention is for; remembered, since the profiles of a library repeat their sentences."""
    if later and is_progression(slug, before, after):
        return Role.PROGRESSION
    return way_in(slug, before, after, follows_course)


def _is_way_in(context: _Context) -> bool:
    """Whether the sentence asks for the qualification; no rule rejects it."""
    if not context.doubts:
        return True
    start = len(context.before)
    before, after = clause(f"{context.before}{MASK}{context.after}", start, start + 1)
    return not any(applies(before, after, context.before, context.after) for applies in context.doubts)


def wordings_in(text: str, known: PhraseDictionary) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Every wording of a dictionary in a short plain text, in any context: slugs, start, end."""
    lower = lower_of(text)
    for name in _names(text, lower, known, known.begun(lower)):
        yield name.slugs, name.start, name.end


def _names(
    plain: str, lower: str, known: PhraseDictionary, begun: Iterable[re.Match[str]]
) -> Iterator[_Name]:
    """The longest wordings from left to right, without false friends."""
    reached = 0
    for word in begun:
        start = word.start()
        name = _longest(known.at(word), plain, lower, start) if start >= reached else None
        if name:
            reached = name.end
            if name.slugs:
                yield name


def _longest(wordings: Sequence[Wording], plain: str, lower: str, start: int) -> _Name | None:
    """The longest of some wordings at an offset; of equal ones, the first."""
    end, longest = start, None
    for wording in wordings:
        match = wording.pattern.match(plain if wording.exact else lower, start)
        if match and match.end() > end:
            end, longest = match.end(), wording
    return _Name(longest.slugs, start, end) if longest else None


def _contexts(plain: str, masked: str, names: Sequence[_Name]) -> Iterator[_Context]:
    """Every wording with its sentence, and whether that follows one about a course."""
    position, paragraph, course_in = 0, -1, -2
    for sentence in sentences(plain):
        first = position
        while position < len(names) and names[position].start < sentence.end:
            position += 1
        near = course_in >= sentence.paragraph - (sentence.paragraph != paragraph)
        yield from _in_sentence(masked, sentence, names[first:position], near)
        paragraph = sentence.paragraph
        if position == len(names):
            return
        if _speaks_of_course(masked[sentence.start : sentence.end], names[first:position]):
            course_in = paragraph


def _in_sentence(
    masked: str, sentence: Sentence, names: Sequence[_Name], follows_course: bool
) -> Iterator[_Context]:
    if not names:
        return
    lead = sentence.lead[-REACH:].lower()
    body = lead + masked[sentence.start : sentence.end]
    if not _speaks_of_way_in(body, names):
        return
    doubts, later = _read(body)
    for name in names:
        low = max(sentence.start, name.start - REACH)
        high = max(name.end, min(sentence.end, name.end + REACH))
        before = (lead if low == sentence.start else "") + masked[low : name.start]
        yield _Context(name, before, masked[name.end : high], doubts, later, follows_course)


@lru_cache(maxsize=1024)
def _read(sentence: str) -> tuple[tuple[Doubt, ...], bool]:
    """Which rules may apply to a sentence, and whether it speaks of a time after entry."""
    return tuple(rule for cues, rule in DOUBTS if cues.search(sentence)), is_later(sentence)


def _speaks_of_way_in(body: str, names: Sequence[_Name]) -> bool:
    """Whether a sentence may be about a way in; a registration has the words that ask for it in its name."""
    if asking().search(body) or _OPENS.match(body):
        return True
    return any(_REGISTRATION in name.slugs for name in names)


def _speaks_of_course(masked: str, names: Sequence[_Name]) -> bool:
    if any(not SCHOOL_LEVEL.issuperset(name.slugs) for name in names):
        return True
    return "course" in masked and COURSE.search(masked) is not None


def plain_of(text: str) -> str:
    """Text with normalised signs and no addresses, of the same length.

    `replace` is much faster than `translate`.
    """
    for sign, plain in _PLAIN:
        text = text.replace(sign, plain)
    return without_addresses(text)


def lower_of(text: str) -> str:
    """Text in lower case, of the same length: capitals with longer small forms stay."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def _masked(lower: str, names: Sequence[_Name]) -> str:
    """Text with every wording masked, so that only the sentence around it is read."""
    parts, reached = [], 0
    for name in names:
        parts += [lower[reached : name.start], MASK * (name.end - name.start)]
        reached = name.end
    return "".join([*parts, lower[reached:]])

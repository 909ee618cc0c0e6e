"""Recognises what the work of a profile is like: outdoors, with animals, at a desk."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from indexer.environment.table import VALUES, rules
from indexer.profile import Profile, Section, SectionKind

ABOUT = re.compile(
    r"\b(?:environment|workplace|conditions|where (?:you|they)|setting|hours|schedules?|shifts?|patterns?)\b",
    re.IGNORECASE,
)
"""Headings of sections that are about the working environment and the hours."""

TELLING = frozenset({SectionKind.SUMMARY, SectionKind.DESCRIPTION, SectionKind.DUTIES, SectionKind.SKILLS})
"""The kinds of section about the work itself; others are about courses and other jobs."""

TURN = re.compile(
    r"[.;:!?()]|,\s+(?:and\s+|but\s+)?"
    r"(?:you|they|we|it|he|she|there|most|some|the|this|instead|mostly|mainly)(?![a-z])"
    r"|\b(?:but|although|though|however|whereas|while|unless|so|because)\b"
)
"""Where a clause ends, and a denial with it."""

CLAUSE = re.compile(r"[^.;:!?()\n]+")
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")

BEFORE = 80
"""The most characters between a denial and the wording that it denies."""

NEAR = {"with": 3, "to": 3, "for": 1}
"""How many words before its noun a preposition begins at most."""

NEAREST = 5
"""How many words before its noun a verb begins at most."""


def environment_of(profile: Profile) -> tuple[str, ...]:
    """What the work of a profile is like, by names, in the order of the table.

    >>> from indexer.profile import Profile, Section, SectionKind
    >>> text = "You'll work outdoors, and never in an office."
    >>> environment_of(Profile("a", "A", (Section(SectionKind.OTHER, "Working environment", text),)))
    ('outdoors',)
    """
    texts = [environment_in(section.text, about=_is_about(section)) for section in _sections(profile)]
    texts += [environment_in(text, about=True) for text in (profile.facts.hours, *profile.facts.pattern)]
    texts.append(environment_in(profile.summary))
    found = frozenset().union(*texts)
    return tuple(value.name for value in VALUES if value.name in found)


def environment_in(text: str, *, about: bool = False) -> frozenset[str]:
    """What a text says that the work is like; `about` if it is about the environment and nothing else."""
    lower = text.lower().replace("\u2019", "'")
    said = [*_worded(lower, about=about), *_done(lower)]
    return frozenset(name for name, start in said if not _is_denied(lower, start))


def _sections(profile: Profile) -> Iterator[Section]:
    return (one for one in profile.sections if one.kind in TELLING or _is_about(one))


def _is_about(section: Section) -> bool:
    return section.kind is SectionKind.OTHER and bool(ABOUT.search(section.heading))


def _worded(lower: str, *, about: bool) -> Iterator[tuple[str, int]]:
    """The values that wordings name, with their offsets."""
    dictionary = rules().conditions if about else rules().work
    for place in dictionary.place.finditer(lower):
        for wording in dictionary.at(place):
            if wording.pattern.match(lower, place.start()):
                yield from ((name, place.start()) for name in wording.slugs)


def _done(lower: str) -> Iterator[tuple[str, int]]:
    """The values whose verbs are near their nouns, with the offsets of the verbs."""
    nouns, verbs = rules().nouns, rules().verbs
    for clause in _with_any(nouns.keys() & set(WORD.findall(lower)), lower):
        words = [*WORD.finditer(clause[0])]
        for at, noun in enumerate(words):
            for name in nouns.get(noun[0], ()):
                before = (
                    word for word in range(max(0, at - NEAREST), at) if _does(words, word, at, verbs[name])
                )
                yield from ((name, clause.start() + words[word].start()) for word in before)


def _with_any(said: Collection[str], lower: str) -> Iterator[re.Match[str]]:
    """The clauses of a text with any of some words; without words, the text is not split."""
    clauses = CLAUSE.finditer(lower) if said else ()
    return (clause for clause in clauses if any(word in clause[0] for word in said))


def _does(words: Sequence[re.Match[str]], first: int, noun: int, verbs: Collection[str]) -> bool:
    """Whether a verb of one or two words begins at a word near enough to a noun."""
    one = words[first][0]
    two = f"{one} {words[first + 1][0]}" if first + 1 < noun else one
    return (one in verbs or two in verbs) and noun - first <= NEAR.get(one, NEAREST)


def _is_denied(lower: str, start: int) -> bool:
    """Whether the clause before an offset denies what follows."""
    first = max(lower.rfind("\n", 0, start) + 1, start - BEFORE)
    before = lower[first:start]
    turn = max((found.end() for found in TURN.finditer(before)), default=0)
    return rules().denial.search(before, turn) is not None

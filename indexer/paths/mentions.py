"""Mentions: where a sentence names jobs of the library."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

import msgspec

from indexer.paths.names import LONGEST, PREFIX, WORD, Names, singular
from indexer.paths.rules import words as rule_words

_LINK = re.compile(r"\s*(?:,|/|,?\s+(?:or|and)\b)\s*")
_LINKS = frozenset({"and", "or"})
_SPACE = re.compile(r"\s+")
_DASH = re.compile(r"\s[-–]\s")


class JobMention(msgspec.Struct, frozen=True):
    """A job named at `sentence[start:end]`, and its profile.

    `opens` is the start of the words that belong to the name: articles, numbers, qualifiers.
    """

    profile_id: str
    start: int
    end: int
    opens: int


class _Token(msgspec.Struct, frozen=True):
    text: str
    start: int
    end: int


def mentions(
    sentence: str, lower: str, names: Names, edges: Collection[int], setting: Collection[str] = ()
) -> list[JobMention]:
    """The jobs that a sentence names, in order; longer names win.

    `edges` are where cues begin and end: a word there may be next to a name without being part of it.
    `setting` has the words of the profile's own title, which names may leave out.
    """
    places = list(_named(WORD.findall(lower), names))
    if not places:
        return []
    tokens = [_Token(match[0], match.start(), match.end()) for match in WORD.finditer(lower)]
    found: list[JobMention] = []
    reached = 0
    for position, size in places:
        if position < reached:
            continue
        reached = position + size
        words = [token.text for token in tokens[position:reached]]
        if position and (meant := _qualified(sentence, tokens, position, size, names)):
            found.append(_mention(meant, tokens, position - 1, reached))
        elif (meant := names.meant(words, setting)) and _stands_alone(
            sentence, tokens, position, reached, edges, names
        ):
            found += _with_shared_head(lower, tokens, position, size, names)
            found.append(_mention(meant, tokens, position, reached))
    return found


def _named(words: Sequence[str], names: Names) -> Iterator[tuple[int, int]]:
    """The positions of names, and the number of words of the longest at each."""
    spelt = [singular(word) for word in words]
    joined, starts = "".join(spelt), list(accumulate(map(len, spelt), initial=0))
    for position, word in enumerate(spelt):
        start = starts[position]
        if joined[start : start + PREFIX] in names.first_letters or names.has_key(word):
            for size in range(min(LONGEST, len(spelt) - position), 0, -1):
                if names.has_key(joined[start : starts[position + size]]):
                    yield position, size
                    break


def _qualified(sentence: str, tokens: Sequence[_Token], position: int, size: int, names: Names) -> str:
    """The profile of an alternative title, if the word before is one of its title."""
    before, last = tokens[position - 1], position + size
    words = [token.text for token in tokens[position:last]]
    if before.text in rule_words().before or not _adjoins(sentence, before.end, tokens[position].start):
        return ""
    following = tokens[last] if last < len(tokens) else None
    adjoins = following and _adjoins(sentence, tokens[last - 1].end, following.start)
    if following and adjoins and not _may_follow(following.text):
        return ""
    return names.qualified(before.text, words)


def _mention(profile_id: str, tokens: Sequence[_Token], low: int, high: int) -> JobMention:
    opens = low
    qualifiers = rule_words().qualifiers
    while opens and tokens[opens - 1].text in qualifiers and tokens[opens].start - tokens[opens - 1].end == 1:
        opens -= 1
    return JobMention(profile_id, tokens[low].start, tokens[high - 1].end, tokens[opens].start)


def _with_shared_head(
    lower: str, tokens: Sequence[_Token], position: int, size: int, names: Names
) -> Iterator[JobMention]:
    """The name before "or" that shares its end: "an electrical or civil engineer"."""
    at = position - 1 - (position > 1 and tokens[position - 1].text in _LINKS)
    if size < 2 or at < 0 or not _LINK.fullmatch(lower, tokens[at].end, tokens[position].start):
        return
    for first in (at - 1, at):
        for head in range(position + 1, position + size):
            words = [
                token.text for token in (*tokens[max(first, 0) : at + 1], *tokens[head : position + size])
            ]
            if (
                _opens_phrase(lower, tokens, max(first, 0))
                and names.has(words)
                and (meant := names.meant(words))
            ):
                yield _mention(meant, tokens, max(first, 0), at + 1)
                return


def _opens_phrase(lower: str, tokens: Sequence[_Token], position: int) -> bool:
    """Whether a word is the first of its phrase."""
    before = tokens[position - 1] if position else None
    return (
        before is None or not _adjoins(lower, before.end, tokens[position].start) or _may_precede(before.text)
    )


def _stands_alone(
    sentence: str, tokens: Sequence[_Token], low: int, high: int, edges: Collection[int], names: Names
) -> bool:
    """Whether a name is not part of a longer one, or of a proper name."""
    words = rule_words()
    before = tokens[low - 1] if low and _adjoins(sentence, tokens[low - 1].end, tokens[low].start) else None
    after = (
        tokens[high]
        if high < len(tokens) and _adjoins(sentence, tokens[high - 1].end, tokens[high].start)
        else None
    )
    if tokens[high - 1].text.endswith("'s") or sentence.startswith(("'", "’", "@"), tokens[high - 1].end):
        return False
    if before and before.text in words.grade:
        return False
    may_follow = after and (_may_follow(after.text) or (after.text == "of" and high - low > 1))
    if after and after.start not in edges and not may_follow:
        return False
    if before and not (before.end in edges or _may_precede(before.text)):
        return high - low > 1 and names.is_title([token.text for token in tokens[low:high]])
    return high - low > 1 or not _is_proper(sentence, tokens, low)


def _adjoins(sentence: str, end: int, start: int) -> bool:
    gap = sentence[end:start]
    return not gap.strip(" \n\t-–'’\"“”") and not _DASH.search(gap)


def _may_precede(word: str) -> bool:
    return word in rule_words().before or word.isdecimal() or word.endswith("ly")


def _may_follow(word: str) -> bool:
    plain = word.partition("'")[0]
    return plain in rule_words().after or word.isdecimal() or word.endswith(("ly", "ing", "ed"))


def _is_proper(sentence: str, tokens: Sequence[_Token], position: int) -> bool:
    """Whether a word is a proper name: a capital inside a sentence, or among others."""
    token = tokens[position]
    word = sentence[token.start : token.end]
    if not word[0].isupper() or (len(word) > 1 and word.isupper()):
        return False
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    if following and sentence[following.start].isupper():
        return _DASH.search(sentence, token.end, following.start) is None
    return bool(sentence[: token.start].strip()) and not sentence[: token.start].rstrip().endswith(
        (":", "•", "-", "*")
    )

"""Words: the tokens of texts and queries, from the same analysis.

A word keeps its meaning ("IT" is not "it", "C++" is not "c") but not its spelling variants: case, accents,
apostrophes, hyphens, American spelling.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate, product
from typing import Any, NamedTuple

from indexer.language.british import british
from indexer.language.stems import CACHE_LIMIT, stem

__all__ = [
    "PLAIN_LETTERS",
    "PRONOUN_MARK",
    "Tokens",
    "name_stems",
    "plain_stems",
    "plain_words",
    "spellings",
    "stem",
    "tokens",
]

_PREFIXES = (
    "anti auto bi bio co counter de e electro geo hydro hyper inter intra macro mal micro mis mono multi neo "
    "neuro non para photo physio poly pre pseudo psycho re retro semi socio sub tele thermo trans tri ultra "
    "un uni x"
)
PREFIXES = frozenset(_PREFIXES.split())
"""Prefixes that make one word with what follows (co-ordinator, coordinator)."""

PRONOUNS = frozenset(("it", "us"))
"""Words that mean something else in capitals; PRONOUN_MARK marks the small ones."""

PRONOUN_MARK = "~"

MOST_PRONOUNS = 4
"""The most pronouns of a phrase to match in either case; each doubles the work."""

SURFACE = re.compile(
    r"""(
    [&0-9A-Za-z.\xaa-\U0010ffff](?:
        (?<=[A-Za-z])[A-Za-z]++(?![\w'’ʼ‐‑\u0300-\u036f\u00ad-])(?![ .](?:\d|[Ll]evel|[Dd]\b))
      | (?<=[AaTtOo])-levels?\b | (?:(?<=[ATO])|(?<=A)S)[ ][Ll]evels?\b(?![ ]of\b)   # A level, T-level
      | (?<=[Ll])evel[ -]\d\b | (?<=[NS])VQ[ ]\d\b                                 # level 3, NVQ 3
      | (?<=\.)(?:NET|Net|net)\b(?<!\w\.net) | (?<=[Cc])(?:\+\+|\#) | (?<=[Ff])\#   # .NET, C++, C#
      | (?<=\w&)(?=\w) | (?<=\w\s&)(?=\s\w)                                          # health & safety
      | (?<=[A-Za-z])(?:\.[A-Za-z])+(?![A-Za-z])                                    # N.V.Q., e.g.
      | (?<=[BbDdMm])\.(?:[Ss]c|[Ee]d|[Ee]ng|[Pp]hil|[Tt]ech|[Aa]rch|[Mm]us|[Cc]om|[Pp]harm)\b
      | (?<=[Pp])h\.[Dd]\b | (?<=[A-Za-z])[ ]?&[ ]?[A-Za-z]\b                      # Ph.D., R & D
      | (?<=\d)(?:\d{0,2}(?:,\d{3})+(?!\d) | \d*\.\d+)                            # 20,000 and 7.5
      | (?<=[^\W_])[^\W_]*(?:['’ʼ‐‑-][^\W_]+|[\u0300-\u036f\u00ad]+[^\W_]*)*        # driver's, decision-maker
    ))""",
    re.VERBOSE,
)
"""A word as it is written.

It begins with one class of characters, so that other text is skipped fast, and the plain word is tried
first, because it is the usual case."""

PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
"""Letters without a removable accent, and how to write them in plain letters."""

_HYPHEN = re.compile("[-‐‑]")
_ABBREVIATIONS = re.compile("[A-Z]{2,}s")
_SPACED = re.compile(r"([A-Za-z]+)[ -](\d|[Ll]evels?)")


class Tokens(NamedTuple):
    """Words with their spans in the text, in code points.

    Plain words come first, in the order of the text, so that adjacent words are adjacent here. Compounds
    follow (`decisionmaker` for decision-maker).
    """

    words: list[str]
    starts: list[int]
    ends: list[int]

    def plain(self) -> int:
        """The number of plain words; compounds follow them."""
        return len(self.starts) - self.starts[::-1].index(max(self.starts)) if self.starts else 0


class _Piece(NamedTuple):
    """A word in a surface form; `extra` if other words of the form cover its span."""

    word: str
    start: int
    end: int
    extra: bool = False


class _Surfaces(dict[str, "str | tuple[_Piece, ...]"]):
    """The word of each surface form, or its pieces if it is not exactly one word."""

    def __missing__(self, surface: str) -> str | tuple[_Piece, ...]:
        if len(self) >= CACHE_LIMIT:
            self.clear()
        result = self[surface] = _analysed(surface)
        return result


_surfaces = _Surfaces()


def tokens(text: str) -> Tokens:
    """All words of a text with their spans, unstemmed."""
    between_and_words = SURFACE.split(text)
    surfaces = between_and_words[1::2]
    bounds = list(accumulate(map(len, between_and_words)))
    found = list(map(_surfaces.__getitem__, surfaces))
    starts, ends = bounds[0:-1:2], bounds[1::2]
    if tuple in map(type, found):
        return _opened(found, starts, ends)
    return Tokens(found, starts, ends)  # type: ignore[arg-type]


def plain_stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words in order, as in a title or a phrase."""
    return name_stems(tokens(text))


def plain_words(text: str) -> tuple[str, ...]:
    """A text's words in order, as a phrase in quotes has them."""
    found = tokens(text)
    return tuple(word.rstrip(PRONOUN_MARK) for word in found.words[: found.plain()])


def name_stems(found: Tokens) -> tuple[str, ...]:
    """The stems of a text's words, without compounds."""
    return tuple(stem(word.rstrip(PRONOUN_MARK)) for word in found.words[: found.plain()])


def signs(text: str) -> tuple[str, ...]:
    """The signs of a text without words, as a title may consist of them."""
    return tuple(text.casefold().split())


def spellings(stems: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """A phrase's words or stems, with "it" and "us" among other words as abbreviations and as pronouns.

    Beside other words, such a word matches in any case. Alone it stays an abbreviation, as nobody looks for
    the pronoun.
    """
    if len(stems) == 1:
        return (tuple(stems),)
    pronouns = [at for at, one in enumerate(stems) if one in PRONOUNS][:MOST_PRONOUNS]
    ways = [(one, one + PRONOUN_MARK) if at in pronouns else (one,) for at, one in enumerate(stems)]
    return tuple(product(*ways))


def _opened(found: list[str | tuple[_Piece, ...]], starts: list[int], ends: list[int]) -> Tokens:
    """The tokens of surface forms, some of which are not exactly one word."""
    opened, extra = Tokens([], [], []), Tokens([], [], [])
    done = 0
    several = [(at, pieces) for at, pieces in enumerate(found) if not isinstance(pieces, str)]
    for at, pieces in several:
        _append(opened, found[done:at], starts[done:at], ends[done:at])
        for piece in pieces:
            span = [starts[at] + piece.start], [starts[at] + piece.end]
            _append(extra if piece.extra else opened, [piece.word], *span)
        done = at + 1
    _append(opened, found[done:], starts[done:], ends[done:])
    _append(opened, *extra)
    return opened


def _append(tokens: Tokens, words: Sequence[Any], starts: Sequence[int], ends: Sequence[int]) -> None:
    tokens.words.extend(words)
    tokens.starts.extend(starts)
    tokens.ends.extend(ends)


def _analysed(surface: str) -> str | tuple[_Piece, ...]:
    if surface == "&":
        return "and"
    if "&" not in surface and (_HYPHEN.search(surface) or " " in surface):
        return _compound(surface)
    word = _normalised(surface)
    return word or ()


def _compound(surface: str) -> str | tuple[_Piece, ...]:
    """The parts of a hyphenated or spaced form, and their compound."""
    joined = _normalised(_HYPHEN.sub("", surface).replace(" ", ""))
    first, *rest = _parts(surface)
    if first.word in PREFIXES and len(rest) == 1 and "level" not in rest[0].word:
        return joined
    pieces = tuple(part for part in (first, *rest) if part.word)
    if not 1 < len(pieces) < 4:
        return pieces
    return (*pieces, _Piece(joined, 0, len(surface), extra=True))


def _parts(surface: str) -> list[_Piece]:
    parts, start = [], 0
    for part in re.split("[-‐‑ ]", surface):
        parts.append(_Piece(_normalised(part), start, start + len(part)))
        start += len(part) + 1
    return parts


def _normalised(surface: str) -> str:
    """The normal form of a word's spelling variants."""
    if surface.isascii() and surface.isalpha():
        plain = surface[:-1] if _ABBREVIATIONS.fullmatch(surface) else surface
        word = british(plain.lower())
        return word + PRONOUN_MARK if word in PRONOUNS and not surface.isupper() else word
    return british(_plain(surface))


def _plain(surface: str) -> str:
    """A surface form without accents, apostrophes and full stops."""
    if surface[-1] in "#+" or surface[0] == "." or "&" in surface:
        return surface.lower().replace(" ", "")
    if surface[0].isdigit() and "." in surface:
        return surface
    folded = unicodedata.normalize("NFKD", surface.casefold()).translate(PLAIN_LETTERS)
    return "".join(filter(str.isalnum, folded))

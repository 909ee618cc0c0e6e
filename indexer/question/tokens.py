"""The words of a question as they were typed: small letters, no apostrophes, each with its span."""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.language.question import MAX_LENGTH, MAX_WORDS

_PIECE = re.compile(
    r"""(?P<quoted>["“”„«»][^"“”„«»]*["“”„«»])
      | (?P<minus>(?<!\S)[-−](?=[^\W_]))?
        (?P<word>
            (?:nvq|svq|btec|level|lvl|lev|l)(?=[1-8](?![^\W_]))   # nvq3 is nvq 3
          | [at](?=-?levels?\b)                                   # alevel is a level
          | [^\W_]+(?:['’‘`ʼ.][^\W_]+)*[+\#]*
        )
      | (?P<sign>[,;/|&:?!.]|(?<=\s)[-–—](?=\s))""",
    re.VERBOSE | re.IGNORECASE,
)
_UNHEARD = str.maketrans("", "", "'’‘`ʼ")


class Token(NamedTuple):
    """A word of a question; `apart` if a punctuation mark separates it from the word before.

    `minus` where it was typed as an exclusion, `quoted` where it stands in quotes: that is never understood.
    `capitals` where it has no small letter.
    """

    word: str
    start: int
    end: int
    apart: str = ""
    minus: bool = False
    quoted: bool = False
    capitals: bool = False


def tokens_of(text: str) -> list[Token]:
    """The words of a question, as many as a search reads."""
    found: list[Token] = []
    apart = ""
    for match in _PIECE.finditer(text[:MAX_LENGTH]):
        if match["sign"]:
            apart = match["sign"]
            continue
        found += _tokens(match, apart)
        apart = ""
    return found[:MAX_WORDS]


def _tokens(match: re.Match[str], apart: str) -> list[Token]:
    if match["quoted"]:
        inside = tokens_of(match["quoted"][1:-1])
        at = match.start() + 1
        return [Token(one.word, at + one.start, at + one.end, quoted=True) for one in inside]
    word = match["word"].lower().translate(_UNHEARD).rstrip(".")
    capitals = match["word"].isupper() and len(word) > 1
    return [
        Token(word, match.start("word"), match.end("word"), apart, bool(match["minus"]), capitals=capitals)
    ]

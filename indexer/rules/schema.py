"""The index schema of every engine: fields, weights and the analysis version."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

import indexer
from indexer.language.synonyms import Synonym
from indexer.language.words import PLAIN_LETTERS
from indexer.profile import Profile

_SIGNS = re.compile(r"^[^a-z0-9]+")

FIELD_WEIGHTS = {
    "title": 3.0,
    "alternative_titles": 2.0,
    "hidden_titles": 2.0,
    "category": 1.0,
    "summary": 2.0,
    "description": 1.0,
    "duties": 1.2,
    "skills": 0.8,
    "requirements": 1.2,
    "opportunities": 0.8,
    "other": 0.6,
}
"""The weight of a word in each field; docs/relevance.md has the figures."""

FIELDS = tuple(FIELD_WEIGHTS)
"""The fields of the index, in the order in which engines number them."""

HIDDEN = FIELDS.index("hidden_titles")
"""The field of titles that are searched but never shown."""

NAME_FIELDS = (FIELDS.index("title"), FIELDS.index("alternative_titles"), HIDDEN)
"""The fields with titles of the job."""

NO_SECTION = -1
"""The section index of texts outside sections: titles, category, summary."""

READ_BY = (
    "addresses.py",
    "categories/**/*",
    "environment/**/*",
    "facts/**/*",
    "language/**/*",
    "markdown.py",
    "patterns/**/*",
    "paths/**/*",
    "profile.py",
    "qualification/**/*",
    "question/names.py",
    "question/rules.*",
    "readers/**/*",
    "rules/aspects.py",
    "rules/categories.py",
    "rules/cells.py",
    "rules/paying.py",
    "rules/schema.py",
    "sanitiser.py",
    "sentences.py",
    "ways/**/*",
)
"""The code and data that analysis depends on, as patterns below the package."""


class FieldText(NamedTuple):
    """A text of a profile, with its field and the index of its section."""

    field: int
    section: int
    text: str


def texts_of(profile: Profile) -> list[FieldText]:
    """All texts of a profile that are searched, in the order of the page."""
    field = FIELDS.index
    names = [(field("title"), profile.title)]
    names += [(field("alternative_titles"), name) for name in profile.alternative_titles]
    names += [(field("hidden_titles"), name) for name in profile.hidden_titles]
    names += [(field("category"), profile.category), (field("summary"), profile.summary)]
    texts = [FieldText(number, NO_SECTION, text) for number, text in names if text]
    for number, section in enumerate(profile.sections):
        texts.append(FieldText(field(section.kind.value), number, section.text))
    return texts


def title_order(title: str) -> str:
    """The sort key of a title: without case, accents, and signs before its first word."""
    plain = unicodedata.normalize("NFKD", title.casefold()).translate(PLAIN_LETTERS)
    plain = plain.encode("ascii", "ignore").decode()
    return _SIGNS.sub("", plain) or plain or title


def name_hash(stems: Iterable[str]) -> int:
    """The 64-bit hash of a title, from its stems in order."""
    return int.from_bytes(blake2b(" ".join(stems).encode(), digest_size=8).digest(), "little")


def content_hash(fingerprints: Iterable[tuple[str, str]], synonyms: tuple[Synonym, ...]) -> str:
    """A hash of all that an index is made from: (source, fingerprint) pairs and synonyms."""
    return sha256(msgspec.json.encode((sorted(fingerprints), synonyms))).hexdigest()


@cache
def analysis_version() -> str:
    """A hash of the code and tables of analysis, so that a change rebuilds the index."""
    digest = sha256()
    for pattern in READ_BY:
        for file in sorted(Path(indexer.__file__).parent.glob(pattern)):
            if file.suffix in (".py", ".toml", ".txt"):
                digest.update(file.read_bytes())
    return digest.hexdigest()[:8]

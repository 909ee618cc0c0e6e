"""The terms of a segment's fields, for Whoosh."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from whoosh.codec import base
from whoosh.reading import TermInfo, TermNotFound

from indexer.engines.whoosh.codec.arrays import Array
from indexer.engines.whoosh.codec.matcher import PostingMatcher
from indexer.engines.whoosh.codec.postings import Postings, TermPostings

Term = tuple[str, bytes]


class FieldTerms(Protocol):
    """The terms of one field, in ascending order of their bytes."""

    def __len__(self) -> int:
        """The number of terms."""

    def __getitem__(self, index: int) -> bytes:
        """The term at an index."""

    def postings(self, index: int) -> TermPostings:
        """The postings of a term."""


class StemTerms:
    """The stems of one of FIELDS."""

    def __init__(self, arrays: Mapping[str, Array], postings: Postings, field: int) -> None:
        self._arrays = arrays
        self._postings = postings
        self._lengths = postings.lengths[field]
        self._pairs = range(*arrays["field_at"][field : field + 2].tolist())

    def __len__(self) -> int:
        return len(self._pairs)

    def __getitem__(self, index: int) -> bytes:
        term = int(self._arrays["pair_term"][self._pairs[index]])
        first, last = self._arrays["term_at"][term : term + 2].tolist()
        return self._arrays["terms"][first:last].tobytes()

    def postings(self, index: int) -> TermPostings:
        """The postings of a stem in this field."""
        pair = self._pairs[index]
        start = int(self._arrays["pair_start"][pair])
        span = slice(start, start + int(self._arrays["pair_count"][pair]))
        found = self._postings.list_within(span)
        return TermPostings(found.documents, found.frequencies, self._lengths[found.documents])


class TermsReader(base.TermsReader):  # type: ignore[misc]  # Whoosh is not typed
    """A reader of terms and their postings for Whoosh."""

    def __init__(self, fields: Mapping[str, FieldTerms]) -> None:
        self._fields = {name: fields[name] for name in sorted(fields) if len(fields[name])}

    def postings(self, name: str, text: bytes) -> TermPostings | None:
        """The postings of a term in a field; None if the field does not have it."""
        terms = self._fields.get(name, ())
        index = bisect_left(terms, text)
        found = index < len(terms) and terms[index] == text
        return self._fields[name].postings(index) if found else None

    def indexed_field_names(self) -> list[str]:
        """The fields that have terms."""
        return list(self._fields)

    def __contains__(self, term: Term) -> bool:
        return self.postings(*term) is not None

    def terms(self) -> Iterator[Term]:
        """All (field, term) pairs, in order."""
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """The (field, term) pairs from this one on."""
        return (term for term, _ in self._from(fieldname, prefix))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """All (field, term) pairs with their statistics."""
        return self.items_from("", b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """The (field, term) pairs from this one on, with their statistics."""
        return ((term, postings.info()) for term, postings in self._from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """The statistics of a term; raises TermNotFound."""
        return self._known(fieldname, text).info()

    def frequency(self, fieldname: str, text: bytes) -> float:
        """The total frequency of a term; 0 if it is unknown."""
        found = self.postings(fieldname, text)
        return float(found.info().weight()) if found else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """The number of documents that have a term; 0 if it is unknown."""
        found = self.postings(fieldname, text)
        return len(found.documents) if found else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> PostingMatcher:
        """A matcher over the postings of a term; raises TermNotFound."""
        return PostingMatcher((fieldname, text), self._known(fieldname, text), format_, scorer)

    def _known(self, fieldname: str, text: bytes) -> TermPostings:
        found = self.postings(fieldname, text)
        if found is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return found

    def cursor(self, fieldname: str, fieldobj: Any) -> TermCursor:
        """A cursor over the terms of a field."""
        return TermCursor(self._fields.get(fieldname, ()), fieldobj)

    def _from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermPostings]]:
        for name, terms in self._fields.items():
            if name >= fieldname:
                first = bisect_left(terms, prefix) if name == fieldname else 0
                for index in range(first, len(terms)):
                    yield (name, terms[index]), terms.postings(index)


class TermCursor(base.FieldCursor):  # type: ignore[misc]
    """A cursor over the terms of a field, which Whoosh's fuzzy queries use."""

    def __init__(self, terms: FieldTerms | tuple[()], fieldobj: Any) -> None:
        self._terms, self._field, self._index = terms, fieldobj, 0

    def first(self) -> str | None:
        """Move to the first term."""
        self._index = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Move to the first term at or after this one."""
        key = term if isinstance(term, bytes) else self._field.to_bytes(term)
        self._index = bisect_left(self._terms, key)
        return self.text()

    def next(self) -> str | None:
        """Move to the next term."""
        self._index += 1
        return self.text()

    def text(self) -> str | None:
        """The current term; None at the end."""
        return str(self._field.from_bytes(self._terms[self._index])) if self.is_valid() else None

    term = text  # the name that whoosh.codec.base documents

    def term_info(self) -> TermInfo | None:
        """The statistics of the current term."""
        return self._terms.postings(self._index).info() if self.is_valid() and self._terms else None

    def is_valid(self) -> bool:
        """Whether the cursor is at a term."""
        return self._index < len(self._terms)

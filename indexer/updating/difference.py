"""The difference between a library's content and its index."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from indexer.engine import Engine
from indexer.errors import ContentError, CorpusError, enclosing
from indexer.library.corpus import Corpus
from indexer.schedule import HeldBack


class Difference(msgspec.Struct, frozen=True):
    """The difference between content and index, by source."""

    present: Mapping[str, str]
    indexed: Mapping[str, str]
    refused: tuple[ContentError, ...]
    afresh: bool
    held_back: tuple[HeldBack, ...] = ()

    def to_read(self) -> list[str]:
        """The sources to read: those that have changed, or all."""
        return [source for source in self.present if self.afresh or self.kind(source) != "unchanged"]

    def removed(self) -> list[str]:
        """Sources that no longer exist or are held back; unreadable ones are neither."""
        held, unread = self.held(), {error.source for error in self.refused}
        return [
            source
            for source in self.indexed
            if source not in self.present and (source in held or unread.isdisjoint(enclosing(source)))
        ]

    def held(self) -> frozenset[str]:
        """The sources that are held back."""
        return frozenset(each.source for each in self.held_back)

    def kind(self, source: str) -> str:
        """Whether a source is added, changed or unchanged."""
        if source not in self.indexed:
            return "added"
        return "unchanged" if self.indexed[source] == self.present[source] else "changed"


def difference_of(corpus: Corpus, engine: Engine, *, full: bool = False) -> Difference:
    """The difference between content and index; `full` reads unchanged sources, too."""
    present = corpus.fingerprints()
    refused = corpus.refused()
    held_back = corpus.held_back()
    if not present and not refused:
        places = ", ".join(str(root) for root in corpus.roots)
        if held_back:
            waiting = f"all {len(held_back)} profiles in {places} are drafts or have a later publication date"
            raise CorpusError(f"{waiting}; the index is unchanged")
        raise CorpusError(f"there are no profiles in {places}; the index is unchanged")
    unread = {error.source for error in refused}
    readable = {source: fingerprint for source, fingerprint in present.items() if source not in unread}
    indexed = engine.fingerprints()
    return Difference(readable, indexed, refused, afresh=full or not indexed, held_back=held_back)

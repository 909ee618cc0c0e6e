"""profile-index itself: the engine as the service uses it, its answers not cached."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import msgspec

from benchmarks.document import Document
from benchmarks.peers import Answer
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.generations.generations import Generations
from indexer.profile import Profile, Section, SectionKind
from indexer.query import Query
from indexer.results import Facet
from indexer.rules.asking import warm
from indexer.updating.acceptance import Expectation


class Us:
    """Our engine. Which profiles are listed is its own rule: all the words first, then most."""

    _engine: WhooshEngine

    def version(self) -> str:
        """Our version."""
        return f"profile-index {metadata.version('profile-index')}"

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """One generation, every qualification recognised, synced to the disk."""
        engine = WhooshEngine(folder)
        engine.update(map(_profile, documents), ())
        engine.close()

    def check(self, folder: Path) -> bool:
        """Compare every file of the newest generation with its manifest."""
        generations = Generations(folder)
        name, _ = generations.newest_good()
        generations.verify(str(name))
        return True

    def open(self, folder: Path) -> None:
        """The newest generation, checked, and the patterns of questions, compiled as a service does."""
        warm()
        self._engine = WhooshEngine(folder)
        self._searcher()

    def answer(self, text: str, words: str) -> Answer:  # noqa: ARG002  # our rule is the only one
        """What the service asks for a page of results."""
        results = self._engine.searcher().search(Query(text=text))
        snippets = [" … ".join(snippet.text for snippet in hit.snippets) for hit in results.hits]
        return Answer([hit.id for hit in results.hits], results.total, _counts(results.facets), snippets)

    def match(self, text: str, words: str) -> list[str]:  # noqa: ARG002  # likewise
        """The list and the order of its first ten."""
        _, ranker, listing = self._searcher().retrieval.listed(text)
        documents, _ = ranker.best(listing, listing.mask, 10)
        reader = ranker.reader
        return [reader.ids[document] for document in documents.tolist()]

    def facets(self, text: str, words: str) -> dict[str, int]:  # noqa: ARG002  # likewise
        """The list and its counts."""
        listing = self._searcher().retrieval.listed(text).listing
        return _counts(self._searcher()._facets.narrow(listing.mask, Query(text=text))[1])

    def update(self, document: Document) -> None:
        """A new generation with one profile replaced, verified, synced and taken over."""
        changed = _profile(document)
        names = frozenset(entry.id for entry in self._engine.searcher().catalogue())
        expected = Expectation(names, {changed.id: changed.fingerprint}, before=len(names))
        self._engine.update([changed], (), verify=expected.objections)

    def _searcher(self) -> WhooshSearcher:
        """What answers inside the engine, for the parts of an answer that its interface does not show."""
        return self._engine.searcher()


def _profile(document: Document) -> Profile:
    return Profile(
        id=document.id,
        title=document.title,
        alternative_titles=document.alternative_titles,
        sections=tuple(
            Section(SectionKind(kind), heading, text) for kind, heading, text in document.sections
        ),
        source=f"{document.id}.md",
        fingerprint=sha256(msgspec.json.encode(document)).hexdigest(),
    )


def _counts(facets: Iterable[Facet]) -> dict[str, int]:
    [found] = [facet for facet in facets if facet.name == "qualification"]
    return {value.value: value.count for value in found.values}

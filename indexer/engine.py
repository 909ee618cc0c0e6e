"""The protocols of engines: a Searcher answers from one generation, an Engine keeps the generations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from indexer.language.synonyms import Synonym
from indexer.profile import Profile
from indexer.qualification import SectionMention
from indexer.query import Query
from indexer.report import Report, Status
from indexer.results import Entry, Facet, Hit, Results, Suggestion
from indexer.ways import WayIn


class Searcher(Protocol):
    """Answers from one generation. A request takes one searcher and keeps it to the end."""

    @property
    def generation(self) -> str:
        """The name of the generation."""

    def search(self, query: Query) -> Results:
        """Answer a query."""

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        """Complete what is being typed, the likeliest first."""

    def similar(self, profile_id: str, limit: int) -> list[Hit]:
        """The profiles most like this one, best first; none where the id is unknown."""

    def get(self, profile_id: str) -> Profile | None:
        """The profile with this id."""

    def mentions(self, profile_id: str) -> tuple[SectionMention, ...]:
        """The qualifications that a profile names, recognised at build time; none for an unknown id."""

    def ways(self, profile_id: str) -> tuple[WayIn, ...]:
        """The ways in that a profile gives, recognised at build time; none for an unknown id."""

    def highlight(self, profile_id: str, text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
        """Where the words of a question stand in each section of a profile, in code points of its text."""

    def entry(self, profile_id: str) -> Entry | None:
        """What a list shows of the profile with this id."""

    def catalogue(self) -> Sequence[Entry]:
        """Every profile in the order of its title."""

    def counts(self) -> Sequence[Facet]:
        """The facets of the whole library."""


Verify = Callable[[Searcher], Sequence[str]]
"""Looks at an index before it is served and returns objections; none lets it pass."""


class Engine(Protocol):
    """Keeps an index of profiles, generation by generation."""

    def searcher(self) -> Searcher:
        """A searcher over the generation that serves now, cheap enough to ask for with every request.

        Raises IndexMissing where there is none.
        """

    def status(self) -> Status:
        """What serves now."""

    def writing(self) -> AbstractContextManager[None]:
        """Be the only writer until the end, across processes; what is read inside is what is written to.

        Raises IndexLocked with who writes, after waiting a moment.
        """

    def fingerprints(self) -> Mapping[str, str]:
        """Source to content hash of what is indexed; empty for an index of another schema or analysis."""

    def synonyms(self) -> tuple[Synonym, ...]:
        """The library's own synonyms that are indexed."""

    def kept(self, sources: Collection[str]) -> list[Profile]:
        """The last good profiles from these sources, whatever the index's schema."""

    def update(
        self,
        profiles: Iterable[Profile],
        removed: Collection[str],
        *,
        synonyms: tuple[Synonym, ...] = (),
        verify: Verify | None = None,
    ) -> Status:
        """Add or replace profiles by source and take the removed sources away, all at once or not at all.

        Raises IndexRefused with verify's objections; then the index is as it was.
        """

    def record(self, report: Report) -> None:
        """Keep a build's report for `status`."""

    def rollback(self) -> Status:
        """Serve the generation before the current one again; raises IndexFailure where there is none."""

    @property
    def writable(self) -> bool:
        """Whether this process may build here."""

    def close(self) -> None:
        """Let go of files and connections."""

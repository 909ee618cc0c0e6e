"""The protocols of engines: Engine keeps generations, Searcher searches one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import msgspec

from indexer.language.synonyms import Synonym
from indexer.paths import Step
from indexer.profile import Profile
from indexer.qualification import SectionMention
from indexer.query import Query
from indexer.report import Generation, Report, Status
from indexer.results import Entry, Facet, Hit, Results, Suggestion
from indexer.ways import WayIn


class Searcher(Protocol):
    """Searches one generation; a request takes one searcher and keeps it to the end.

    >>> from indexer.engines import open_engine
    >>> engine = open_engine(".index")
    >>> searcher = engine.searcher()
    >>> searcher.search(Query(text="paramedic")).hits[0].id
    'paramedic'
    >>> [suggestion.text for suggestion in searcher.suggest("prod", 1)]
    ['Production manager']
    >>> engine.close()
    """

    @property
    def generation(self) -> str:
        """The name of the generation."""

    def search(self, query: Query) -> Results:
        """Search: one page of hits, and facets over the whole list."""

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        """Completions of the text typed so far, the most likely first."""

    def similar(self, profile_id: str, limit: int) -> list[Hit]:
        """The profiles most similar to this one, best first; empty for an unknown id.

        Their scores are shares of the profile's similarity to itself.
        """

    def get(self, profile_id: str) -> Profile | None:
        """The profile with this id; None for an unknown id."""

    def mentions(self, profile_id: str) -> tuple[SectionMention, ...]:
        """The mentions of qualifications in a profile; empty for an unknown id."""

    def ways(self, profile_id: str) -> tuple[WayIn, ...]:
        """The ways in that a profile gives, recognised at build time; none for an unknown id."""

    def paths(self, profile_id: str) -> tuple[Step, ...]:
        """The steps that a profile names, to and from other jobs of the library, in the order of its text."""

    def highlight(self, profile_id: str, text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The ranges of a query's words in each section of a profile, in code points."""

    def entry(self, profile_id: str) -> Entry | None:
        """The catalogue entry of a profile; None for an unknown id."""

    def catalogue(self) -> Sequence[Entry]:
        """All profiles, in the order of their titles."""

    def counts(self) -> Sequence[Facet]:
        """The facets of the whole library, with their counts."""


class Access(msgspec.Struct, frozen=True):
    """How an engine on other machines is reached: a password, and the file of an authority for its TLS."""

    password: str = ""
    ca: str = ""

    def __repr__(self) -> str:
        """A description without the password, which is in no log."""
        return f"Access(ca={self.ca!r})"


Verify = Callable[[Searcher], Sequence[str]]
"""Checks an index before it serves: returns objections, or nothing to accept it."""


class Engine(Protocol):
    """Keeps an index of profiles in generations."""

    def searcher(self) -> Searcher:
        """A searcher over the generation that serves now; cheap enough for every request.

        Raises IndexMissing if there is none.
        """

    def status(self) -> Status:
        """The status of the index: which generation is served."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the lock across processes.

        Reads inside see the generation that an update starts from. Raises IndexLocked, which names the
        process that is writing, after a short wait.
        """

    def fingerprints(self) -> Mapping[str, str]:
        """The indexed sources with their hashes; empty for another schema version."""

    def synonyms(self) -> tuple[Synonym, ...]:
        """The indexed synonyms of the library."""

    def kept(self, sources: Collection[str]) -> list[Profile]:
        """The last good profiles of these sources, from an index of any schema version."""

    def update(
        self,
        profiles: Iterable[Profile],
        removed: Collection[str],
        *,
        synonyms: tuple[Synonym, ...] = (),
        verify: Verify | None = None,
        afresh: bool = False,
    ) -> Status:
        """Add or replace profiles by source and remove sources, completely or not at all.

        With `afresh` the profiles are the whole library, and everything else is removed.

        Raises IndexRefused with the objections of `verify`; the index then stays as it was.
        """

    def record(self, report: Report) -> None:
        """Store the report of a build for `status`."""

    def generations(self) -> tuple[Generation, ...]:
        """The generations that are kept, the newest first."""

    def rollback(self, to: str | None = None, *, hold: bool = False) -> Status:
        """Serve another kept generation, by default the newest good one before this.

        `hold` also sets `Status.held`, which `sync` respects, until `release`. Raises IndexFailure if there
        is no such generation, or if it is damaged.
        """

    def release(self) -> Status:
        """End a hold; without one, nothing changes."""

    @property
    def writable(self) -> bool:
        """Whether this process can write to the index."""

    @property
    def remote(self) -> bool:
        """Whether answers come from other machines, for which an event loop should not wait."""

    def close(self) -> None:
        """Close files and connections."""

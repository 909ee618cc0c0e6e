"""The profiles of an opened generation, one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from indexer.engines.opensearch.cluster.client import in_time
from indexer.engines.opensearch.search.generation import OpenGeneration
from indexer.engines.whoosh.explain.hits import HitWriter
from indexer.engines.whoosh.index.mentions import Mentions, Steps, Ways
from indexer.paths import Names, resolved
from indexer.profile import Profile
from indexer.results import Entry


class ProfileLookup:
    """Looks up the profiles of an opened generation; safe to use from several threads."""

    def __init__(self, opened: OpenGeneration) -> None:
        self.opened = opened

    @in_time()
    def get(self, profile_id: str) -> Profile | None:
        """The profile with this id; None for an unknown id."""
        key = self.opened.key(profile_id)
        return self.opened.reader([key]).profile(0) if key else None

    @in_time()
    def mentions(self, profile_id: str) -> Mentions:
        """The mentions of qualifications in a profile; empty for an unknown id."""
        key = self.opened.key(profile_id)
        return self.opened.reader([key]).mentions(0) if key else ()

    @in_time()
    def ways(self, profile_id: str) -> Ways:
        """The ways in that a profile gives; none if the id is unknown."""
        key = self.opened.key(profile_id)
        return self.opened.reader([key]).ways(0) if key else ()

    def paths(self, profile_id: str) -> Steps:
        """The steps that a profile names, to and from other jobs of the library."""
        key = self.opened.key(profile_id)
        if key is None:
            return ()
        reader = self.opened.reader([key])
        return resolved(reader.profile(0), reader.paths(0).statements, self._jobs)

    @cached_property
    def _jobs(self) -> Names:
        return Names.of(one.job for one in self.opened.known.by_id.values())

    @in_time()
    def highlight(self, profile_id: str, text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The ranges of a query's words in each section of a profile, in code points."""
        key = self.opened.key(profile_id)
        if key is None:
            return ()
        compiled = self.opened.retrieval.compiled(self.opened.retrieval.interpret(text))
        return HitWriter(self.opened.reader([key])).highlights(0, compiled)

    def entry(self, profile_id: str) -> Entry | None:
        """The catalogue entry of a profile; None for an unknown id."""
        return self.opened.entry(profile_id)

    def catalogue(self) -> Sequence[Entry]:
        """All profiles, in the order of their titles."""
        return self.opened.entries

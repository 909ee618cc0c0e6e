"""What an engine is asked and what it answers.

An engine keeps profiles and answers queries. Everything that passes between it and the rest is
a frozen value defined here, so that every engine means the same by a count, a filter, a snippet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from typing import Protocol

import msgspec

from indexer.language.interpretation import How
from indexer.language.synonyms import Synonym
from indexer.profile import Profile, SectionKind
from indexer.qualification import SectionMention
from indexer.schedule import HeldBack


class Sort(StrEnum):
    """The orders a list can have."""

    RELEVANCE = "relevance"
    TITLE = "title"
    UPDATED = "updated"


class RoleChoice(StrEnum):
    """Which mentions of a qualification count: all on the way in, or direct ways in alone."""

    ANY = "any"
    DIRECT = "direct"


class Query(msgspec.Struct, frozen=True):
    """One question. Values within a filter are alternatives, filters add up.

    `exact` means no spelling correction, and only profiles with all the words. Pages count from 1.
    """

    text: str = ""
    qualification: tuple[str, ...] = ()
    level: tuple[int, ...] = ()
    category: tuple[str, ...] = ()
    role: RoleChoice = RoleChoice.ANY
    sort: Sort = Sort.RELEVANCE
    exact: bool = False
    page: int = 1
    page_size: int = 10


class Snippet(msgspec.Struct, frozen=True):
    """A passage of a section; `highlights` are half-open ranges of its `text` in code points, one a word."""

    section: SectionKind
    heading: str
    anchor: str
    text: str
    highlights: tuple[tuple[int, int], ...]


class Match(msgspec.Struct, frozen=True, rename={"read_as": "as"}):
    """Why a hit matched: a word of the query, as what it was found, how, and in which sections.

    `word` is one of the text as it was searched, which is `corrected` where spelling changed it. `sections`
    names section kinds, and `title`, `alternative_titles`, `hidden_titles` for the names; what was
    found by a hidden one alone has `read_as` as it was asked.
    """

    word: str
    read_as: str
    how: How
    sections: tuple[str, ...]


class Hit(msgspec.Struct, frozen=True):
    """A profile in a list of results."""

    id: str
    title: str
    summary: str
    category: str
    score: float
    qualifications: tuple[str, ...] = ()
    updated: dt.date | None = None
    snippets: tuple[Snippet, ...] = ()
    matched: tuple[Match, ...] = ()


class FacetValue(msgspec.Struct, frozen=True):
    """One value of a facet, with how many profiles of the list have it; `level` is the lowest RQF level."""

    value: str
    label: str
    count: int
    selected: bool = False
    level: int | None = None


class Facet(msgspec.Struct, frozen=True):
    """A group of values: `qualification`, `level` or `category`. Counts ignore the group's own selection."""

    name: str
    label: str
    values: tuple[FacetValue, ...]


class Reading(msgspec.Struct, frozen=True):
    """How the words of a query were read.

    `ignored` were set aside (signs among them, where there is no word), `unmatched` stand nowhere in the
    library, `relaxed` were let go to fill the list, `with_all_words` profiles have every word that counts
    (before filters), and `similar` of the total have none and are listed for being like the best. `corrected`
    is the text as it was searched where spelling changed it, and all words named here are of it;
    `did_you_mean` is an offer.
    """

    text: str
    ignored: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    relaxed: tuple[str, ...] = ()
    with_all_words: int = 0
    similar: int = 0
    corrected: str | None = None
    did_you_mean: str | None = None


class Results(msgspec.Struct, frozen=True):
    """An answer: one page of hits, and the facets over the whole list."""

    total: int
    page: int
    pages: int
    page_size: int
    generation: str
    took_ms: float
    query: Reading
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]


class Suggestion(msgspec.Struct, frozen=True):
    """A completion of what is being typed.

    `kind` is title, alternative_title, category or qualification; `target` is the profile id, category
    or slug it leads to; `leads_to` is the profile's title where `text` is another name for it.
    """

    text: str
    kind: str
    target: str
    leads_to: str | None = None


class Entry(msgspec.Struct, frozen=True):
    """A line of the catalogue: what a list of all profiles shows."""

    id: str
    title: str
    category: str = ""
    summary: str = ""
    alternative_titles: tuple[str, ...] = ()
    updated: dt.date | None = None


class Refusal(msgspec.Struct, frozen=True):
    """A file or record that was not read, and why."""

    path: str
    line: int | None
    message: str


class Report(msgspec.Struct, frozen=True):
    """What a build did, and the `generation` that served after it.

    Where there are `objections`, the build is not served, and what it says of sources is what would have
    changed. `findings` say what is odd about what serves. `refused` files keep their last version; those that
    are `held_back` are drafts, or published later.
    """

    started: dt.datetime
    seconds: float
    generation: str | None
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    refused: tuple[Refusal, ...] = ()
    objections: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    held_back: tuple[HeldBack, ...] = ()

    @property
    def ended(self) -> dt.datetime:
        """When the build was done."""
        return self.started + dt.timedelta(seconds=self.seconds)


def unserved_build(report: Report | None) -> tuple[str, ...]:
    """The problem that the last build was objected to, if it was: until another is served, no edit is."""
    if report is None or not report.objections:
        return ()
    reasons = "; ".join(report.objections)
    build = f"the build of {report.started:%Y-%m-%d %H:%M:%S} UTC"
    return (f"edits are held back, because {build} is not served: {reasons}",)


class Status(msgspec.Struct, frozen=True):
    """What serves now. `problems` say what is wrong and what was done about it, or what holds edits back.

    `healthy` is about the index that serves alone. After a step back `last_build` made another generation.
    """

    engine: str
    generation: str | None
    profiles: int
    built: dt.datetime | None
    schema_version: str
    content_hash: str
    healthy: bool = True
    problems: tuple[str, ...] = ()
    last_build: Report | None = None


class Searcher(Protocol):
    """The half of an engine that answers, over one generation at a time."""

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

    def highlight(self, profile_id: str, text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
        """Where the words of a question stand in each section of a profile, in code points of its text."""

    def catalogue(self) -> Sequence[Entry]:
        """Every profile in the order of its title."""


Verify = Callable[[Searcher], Sequence[str]]
"""Looks at an index before it is served and answers with objections; none lets it pass."""


class Engine(Searcher, Protocol):
    """Keeps profiles and answers queries."""

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

    @property
    def generation(self) -> str:
        """The name of the generation that answers now, cheap enough to ask for with every request.

        Raises IndexMissing where there is none.
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

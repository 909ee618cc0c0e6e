"""Acceptance: the checks that a new index must pass before it serves."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from indexer.engine import Searcher
from indexer.error_messages import about_file
from indexer.errors import UsageError
from indexer.query import Query
from indexer.results import Entry

SHRINK_FROM = 50
SHRINK_TO = 0.8
"""The share of profiles that a build must keep, in SHRINK_FROM or more."""
PROBES = 16
"""The most known-item probes: profiles that are searched for by their own titles."""
MOST_UNFOUND, FEW_UNFOUND = 0.5, 2
"""An index is refused if more probes fail than this share, and than FEW_UNFOUND."""
FIRST_PAGE = Query().page_size
DEPTH = 50
"""The number of results in which to look for a profile that is not on the first page."""
NAMED = 5
"""The most profiles that a sentence names."""
PLAIN = re.compile(r"[^\W\d_]{3,}( [^\W\d_]{3,})*")
"""A title of plain words, without characters that have a meaning in a query."""


class GoldenQuery(msgspec.Struct, frozen=True):
    """A query, and the ids of profiles that must be on its first page; `place` is its file and line."""

    text: str
    expected: tuple[str, ...]
    place: str = ""


class Expectation(msgspec.Struct, frozen=True):
    """The expected contents of a new index.

    `profiles` are the ids of all profiles, `read` those that were read for it, with their fingerprints.
    `before` is the number of profiles that serve now; `force` lets the library shrink.
    """

    profiles: frozenset[str] = frozenset()
    read: Mapping[str, str] = {}
    before: int = 0
    force: bool = False
    golden: Sequence[GoldenQuery] = ()

    def objections(self, searcher: Searcher) -> tuple[str, ...]:
        """The reasons why this index must not be served; the cheap checks come first."""
        catalogue = searcher.catalogue()
        grave = (*self._shrunk(len(catalogue)), *self._different(catalogue), *self._unread(searcher))
        return grave or (*self._unsearchable(searcher), *self._unanswered(searcher))

    def findings(self, searcher: Searcher) -> tuple[str, ...]:
        """Remarks on an index that may be served: profiles that their titles do not find."""
        return tuple(
            f"{entry.id} is not found by its own title {entry.title!r}"
            for entry in _unfound(searcher, self._probes(searcher.catalogue()))
        )

    def _shrunk(self, count: int) -> Iterator[str]:
        if not count:
            yield "no profile would be left"
        elif self.before >= SHRINK_FROM and count < SHRINK_TO * self.before and not self.force:
            less = 100 * (self.before - count) / self.before
            left = f"only {count} of {self.before} profiles would be left ({less:.0f} % fewer)"
            yield f"{left}; use --force if this is intended"

    def _different(self, catalogue: Sequence[Entry]) -> Iterator[str]:
        found = {entry.id for entry in catalogue}
        if len(found) != len(catalogue):
            yield f"the index has {len(catalogue)} profiles under {len(found)} ids"
        if missing := self.profiles - found:
            yield f"{len(missing)} profiles are missing from the index: {_some(missing)}"
        if strange := found - self.profiles:
            yield f"{len(strange)} profiles do not belong in the index: {_some(strange)}"

    def _unread(self, searcher: Searcher) -> Iterator[str]:
        stale = []
        for name, fingerprint in self.read.items():
            profile = searcher.get(name)
            if profile is None or profile.fingerprint != fingerprint:
                stale.append(name)
        if stale:
            yield f"{len(stale)} profiles differ from what was read: {_some(stale)}"

    def _unsearchable(self, searcher: Searcher) -> Iterator[str]:
        """An objection if most known-item probes fail: then the search itself is broken."""
        probes = self._probes(searcher.catalogue())
        unfound = _unfound(searcher, probes)
        if len(unfound) > max(MOST_UNFOUND * len(probes), FEW_UNFOUND):
            names = _some([entry.id for entry in unfound])
            yield f"{len(unfound)} of {len(probes)} profiles are not found by their own titles: {names}"

    def _probes(self, catalogue: Sequence[Entry]) -> list[Entry]:
        """A sample of the library's profiles, and one of those that were read."""
        plain = [entry for entry in catalogue if PLAIN.fullmatch(entry.title)]
        every = [*_spread(plain), *_spread([entry for entry in plain if entry.id in self.read])]
        return list({entry.id: entry for entry in every}.values())

    def _unanswered(self, searcher: Searcher) -> Iterator[str]:
        for query in self.golden:
            place = f"{query.place}: " if query.place else ""
            for problem in _missing(searcher, query):
                yield f"{place}the golden query {query.text!r} {problem}"


def golden_queries(path: Path) -> tuple[GoldenQuery, ...]:
    """The golden queries in a file: a query, a tab and profile ids on each line.

    Spaces separate the ids. Empty lines and lines that begin with # are skipped. Raises UsageError for a file
    that cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as golden queries: {about_file(error)}") from error
    return tuple(
        _golden(path, number, line)
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith("#")
    )


def _golden(path: Path, number: int, line: str) -> GoldenQuery:
    text, _, names = line.partition("\t")
    if not text.strip() or not names.split():
        raise UsageError(
            f"{path}:{number}: the line is not a golden query; write a query, a tab, and profile ids"
        )
    return GoldenQuery(text.strip(), tuple(names.split()), f"{path}:{number}")


def _missing(searcher: Searcher, query: GoldenQuery) -> Iterator[str]:
    """What is wrong with a golden query: ids that do not exist, and ids that rank too low."""
    known = {entry.id for entry in searcher.catalogue()}
    if unknown := set(query.expected) - known:
        yield f"expects {_some(unknown)}, but there is no such profile; correct the id, or remove it"
    found = [hit.id for hit in searcher.search(Query(text=query.text, page_size=DEPTH)).hits]
    ranks = {name: rank for rank, name in enumerate(found, start=1)}
    for name in dict.fromkeys(each for each in query.expected if each in known):
        if name not in ranks:
            yield f"does not have {name} among its first {DEPTH} results"
        elif ranks[name] > FIRST_PAGE:
            yield f"has {name} in place {ranks[name]}, not on its first page of {FIRST_PAGE}"


def _unfound(searcher: Searcher, probes: Sequence[Entry]) -> list[Entry]:
    """The profiles that are not on the first page for their own title."""
    return [entry for entry in probes if not _finds(searcher, entry)]


def _finds(searcher: Searcher, entry: Entry) -> bool:
    hits = searcher.search(Query(text=entry.title, exact=True)).hits
    return any(hit.id == entry.id or hit.title.casefold() == entry.title.casefold() for hit in hits)


def _spread(entries: Sequence[Entry]) -> Sequence[Entry]:
    step = max(1, len(entries) * 2 // PROBES)
    return entries[::step][: PROBES // 2]


def _some(names: Collection[str]) -> str:
    shown = ", ".join(sorted(names)[:NAMED])
    return f"{shown} and {len(names) - NAMED} more" if len(names) > NAMED else shown

"""Sync: updates an index from its content."""

from __future__ import annotations

import datetime as dt
import itertools
import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from indexer.engine import Engine, Searcher
from indexer.errors import ContentError, CorpusError, IndexFailure, IndexRefused, ProfileIndexError
from indexer.language.synonyms import Synonym
from indexer.library.corpus import Corpus
from indexer.profile import Profile
from indexer.report import Refusal, Report, Status
from indexer.updating.acceptance import Expectation, GoldenQuery, golden_queries
from indexer.updating.difference import Difference, difference_of

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""A callback with the number of sources read and the number to read."""


class ContentReading:
    """Reads the profiles of a difference, and notes what happens.

    Errors go to `refused`. A new index gets the last good versions of these after the others; an index that
    is updated has them already.
    """

    def __init__(self, corpus: Corpus, engine: Engine, difference: Difference) -> None:
        self._corpus = corpus
        self._engine = engine
        self._difference = difference
        self.refused = list(difference.refused)
        self.sources: list[str] = []
        self.fingerprints: dict[str, str] = {}

    def profiles(self, progress: Progress) -> Iterator[Profile]:
        """All profiles for the update."""
        to_read = self._difference.to_read()
        taken = {profile.id: profile.source for profile in self._kept()}
        for count, found in enumerate(self._corpus.read(to_read), start=1):
            progress(min(count, len(to_read)), len(to_read))
            if isinstance(found, ContentError):
                self.refused.append(found)
            elif taken.get(found.id, found.source) != found.source:
                self.refused.append(_taken(found, taken[found.id]))
            else:
                self.sources.append(found.source)
                yield self._noted(found)
        if self._difference.afresh:
            yield from (self._noted(kept) for kept in self._kept() if kept.id not in self.fingerprints)

    def synonyms(self) -> tuple[Synonym, ...]:
        """The library's own synonyms."""
        try:
            return self._corpus.synonyms()
        except ContentError as error:
            self.refused.append(error)
            return self._engine.synonyms()

    def _kept(self) -> list[Profile]:
        """The last good versions of profiles that cannot be read."""
        sources = {error.source for error in self.refused if error.source}
        held = self._difference.held()
        return [each for each in self._engine.kept(sources) if each.source not in held] if sources else []

    def _noted(self, profile: Profile) -> Profile:
        self.fingerprints[profile.id] = profile.fingerprint
        return profile

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The sources of this kind that could be read."""
        return tuple(sorted(source for source in self.sources if self._difference.kind(source) == kind))


def sync(
    corpus: Corpus,
    engine: Engine,
    *,
    full: bool = False,
    force: bool = False,
    golden: Sequence[GoldenQuery] | Path = (),
    progress: Progress | None = None,
) -> Report:
    """Update the index from the content.

    `full` reads everything again, and `force` lets the library shrink. A file that cannot be read keeps its
    last good version, and every build reports it. If a build is refused or fails, the index stays as it was,
    and the report says why. Raises CorpusError if there is no content, IndexFailure if the index cannot be
    written, and UsageError if a file of golden queries cannot be read.
    """
    started, clock = dt.datetime.now(dt.UTC), time.perf_counter()
    with engine.writing():
        try:
            queries = golden_queries(golden) if isinstance(golden, Path) else tuple(golden)
            difference = difference_of(corpus, engine, full=full)
            expectation = Expectation(force=force, golden=queries)
            report = _built(corpus, engine, difference, expectation, started, progress or _silent)
        except Exception as error:
            _record(engine, Report(started, 0, None, objections=(_reason(error),)), clock)
            raise
        return _record(engine, report, clock)


def _built(
    corpus: Corpus,
    engine: Engine,
    difference: Difference,
    expectation: Expectation,
    started: dt.datetime,
    progress: Progress,
) -> Report:
    """Read what changed, update the index and report it."""
    reading = ContentReading(corpus, engine, difference)
    before = engine.status()
    staying = before.profiles - _withdrawn(engine, difference)
    expectation = msgspec.structs.replace(expectation, before=staying)
    objections = _update(engine, difference, reading, expectation, progress, before.hold)
    findings = _findings(engine, before, expectation, reading)
    return _report(started, difference, reading, objections, findings)


def _update(
    engine: Engine,
    difference: Difference,
    reading: ContentReading,
    expectation: Expectation,
    progress: Progress,
    hold: str | None,
) -> tuple[str, ...]:
    """Update the index if anything is different, or read what is for the report of a held one.

    Returns the objections to the update.
    """
    removed, synonyms = difference.removed(), reading.synonyms()
    profiles = reading.profiles(progress)
    first = next(profiles, None)
    if first is None and difference.afresh:
        raise CorpusError(f"no profile can be read: {reading.refused[0]}")
    if first is None and not removed and synonyms == engine.synonyms() and engine.status().healthy:
        return ()
    profiles = itertools.chain([first] if first else [], profiles)
    if hold:
        deque(profiles, maxlen=0)
        return (hold,)
    others = set() if difference.afresh else _staying(engine, removed)
    verify = partial(_objections, expectation, others, reading)
    try:
        engine.update(profiles, removed, synonyms=synonyms, verify=verify, afresh=difference.afresh)
    except IndexRefused as refusal:
        return tuple(dict.fromkeys(refusal.objections))
    return ()


def _objections(
    expectation: Expectation, others: set[str], reading: ContentReading, searcher: Searcher
) -> tuple[str, ...]:
    """The objections to an index that has what was read, and others that stay."""
    ids, read = frozenset(others | reading.fingerprints.keys()), reading.fingerprints
    return msgspec.structs.replace(expectation, profiles=ids, read=read).objections(searcher)


def _findings(
    engine: Engine, before: Status, expectation: Expectation, reading: ContentReading
) -> tuple[str, ...]:
    """Remarks on the index that serves; those of the last report if nothing changed."""
    if before.last_build and engine.status().generation == before.generation:
        return before.last_build.findings
    return msgspec.structs.replace(expectation, read=reading.fingerprints).findings(engine.searcher())


def _withdrawn(engine: Engine, difference: Difference) -> int:
    """The number of indexed profiles that are drafts now, which are not lost.

    Profiles with a future date do not count here, as the clock may be wrong.
    """
    drafts = [each.source for each in difference.held_back if each.until is None]
    return len(engine.kept(drafts)) if drafts else 0


def _staying(engine: Engine, removed: Sequence[str]) -> set[str]:
    """The indexed ids that are not removed."""
    gone = {profile.id for profile in engine.kept(removed)} if removed else set()
    return {entry.id for entry in engine.searcher().catalogue()} - gone


def _report(
    started: dt.datetime,
    difference: Difference,
    reading: ContentReading,
    objections: tuple[str, ...],
    findings: tuple[str, ...],
) -> Report:
    return Report(
        started=started,
        seconds=0,
        generation=None,
        added=reading.of_kind("added"),
        changed=reading.of_kind("changed"),
        removed=tuple(sorted(difference.removed())),
        unchanged=sum(difference.kind(source) == "unchanged" for source in difference.present),
        refused=tuple(Refusal(error.path, error.line, error.message) for error in reading.refused),
        objections=objections,
        findings=findings,
        held_back=difference.held_back,
    )


def _record(engine: Engine, report: Report, clock: float) -> Report:
    """Complete the report with its time and generation, and store it if possible."""
    seconds = time.perf_counter() - clock
    complete = msgspec.structs.replace(report, seconds=seconds, generation=engine.status().generation)
    try:
        engine.record(complete)
    except IndexFailure as error:
        logger.warning("the report of this build could not be written: %s", error)
    return complete


def _reason(error: Exception) -> str:
    """The reason why a build failed, as a sentence; for other errors, see the log."""
    ours = isinstance(error, ProfileIndexError)
    return str(error) if ours else f"the program failed ({type(error).__name__}); its log says where"


def _taken(profile: Profile, source: str) -> ContentError:
    message = f"its id {profile.id} belongs to {source}, which cannot be read now; fix or remove that first"
    return ContentError(message, path=profile.source, source=profile.source)


def _silent(done: int, total: int) -> None:
    """A progress callback that does nothing."""

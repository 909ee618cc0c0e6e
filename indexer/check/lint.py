"""All rules applied to a library on disk, in one pass over its files and profiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from indexer import schedule
from indexer.check.findings import Finding
from indexer.check.page import Library, Page, links_of
from indexer.check.reading import unreadable, waiting, withheld
from indexer.check.rules import ALL_RULES, FILE_RULES, LIBRARY_RULES, PROFILE_RULES, UNREADABLE
from indexer.check.settings import FILE, CheckSettings, read_settings
from indexer.check.source import SourceFile, open_source
from indexer.errors import ContentError
from indexer.language.synonyms import Synonym, read_synonyms
from indexer.library.corpus import Corpus
from indexer.library.roots import roots_of
from indexer.profile import Profile

SWITCHABLE = frozenset(rule.name for rule in ALL_RULES if rule.name != UNREADABLE.name)
"""Rules that a library may turn off."""


def findings(roots: Sequence[Path]) -> list[Finding]:
    """What an editor should fix or know below some roots, by file and line; raises CorpusError."""
    corpus = Corpus(roots)
    sources = corpus.fingerprints()
    settings, problems = _settings(roots)
    synonyms, more = _synonyms(roots)
    found = [*map(unreadable, (*problems, *more)), *_all(corpus, list(sources), settings, synonyms)]
    return sorted((each for each in found if each.rule not in settings.off), key=_place)


def _place(finding: Finding) -> tuple[str, int]:
    return finding.path, finding.line or 0


def _all(
    corpus: Corpus, sources: list[str], settings: CheckSettings, synonyms: Sequence[tuple[Path, Synonym]]
) -> Iterator[Finding]:
    held_back = corpus.held_back()
    yield from (*map(waiting, held_back), *withheld(corpus), *map(unreadable, corpus.refused()))
    pages: list[Page] = []
    unchecked = dict(corpus.files())
    for profile in corpus.read([*sources, *(each.source for each in held_back)]):
        if isinstance(profile, ContentError):
            yield unreadable(profile)
            continue
        page = _page(corpus, profile, settings)
        pages.append(page)
        if page.file in unchecked:  # now, because the parsed text of the last file is cached
            yield from _in_file(open_source(page.file, unchecked.pop(page.file)))
        yield from (found for rule in PROFILE_RULES for found in rule.findings(page))
    yield from (found for each in unchecked.items() for found in _in_file(open_source(*each)))
    library = Library(pages, synonyms, all(root.is_dir() for root in corpus.roots))
    yield from (found for rule in LIBRARY_RULES for found in rule.findings(library))


def _in_file(source: SourceFile) -> Iterator[Finding]:
    return (found for rule in FILE_RULES for found in rule.findings(source))


def _page(corpus: Corpus, profile: Profile, settings: CheckSettings) -> Page:
    file, record, conventions = corpus.place(profile.source)
    links = tuple(links_of(open_source(file, conventions), profile))
    return Page(profile, file, record, links, conventions, settings, schedule.today(), corpus.roots)


def _settings(roots: Sequence[Path]) -> tuple[CheckSettings, list[ContentError]]:
    """The settings of the first root that has a settings file."""
    for file in _beside(roots, FILE):
        try:
            return read_settings(file, sorted(SWITCHABLE)), []
        except ContentError as error:
            return CheckSettings(), [error]
    return CheckSettings(), []


def _synonyms(roots: Sequence[Path]) -> tuple[list[tuple[Path, Synonym]], list[ContentError]]:
    found: list[tuple[Path, Synonym]] = []
    problems: list[ContentError] = []
    for file in _beside(roots, "synonyms.toml"):
        try:
            found += [(file, synonym) for synonym in read_synonyms(file)]
        except ContentError as error:
            problems.append(error)
    return found, problems


def _beside(roots: Sequence[Path], name: str) -> Iterable[Path]:
    files = dict.fromkeys(root.folder() / name for root in roots_of(roots))
    return (file for file in files if file.exists())

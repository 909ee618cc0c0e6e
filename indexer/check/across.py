"""Rules that compare the profiles of a library with one another, each in one pass over them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from indexer.addresses import PROFILES, old_address
from indexer.check.findings import Fault, excerpt, named
from indexer.check.page import Library, Page
from indexer.language.words import plain_stems
from indexer.profile import Profile, blocks

SHORTEST_PARAGRAPH = 60
"""The fewest characters of a paragraph that can be shared by more than chance."""

SHARED_BY = 3
"""The number of profiles that must share a paragraph before it is reported."""


def titles_claimed_twice(library: Library) -> Iterator[Fault]:
    """Profiles with the title of another one; a draft may have the title of the profile it will replace."""
    first: dict[str, Page] = {}
    for page in (page for page in library.pages if not page.profile.draft):
        other = first.setdefault(_same(page.profile.title), page)
        if other is not page:
            message = (
                f"its title “{page.profile.title}” is also the title of {_place(other)}; change one of them"
            )
            yield page.fault_at_key(message, "title")


def alternative_titles_taken(library: Library) -> Iterator[Fault]:
    """Alternative titles that are the title of another profile."""
    titles = {_same(page.profile.title): page for page in library.pages}
    for page in library.pages:
        for name in page.profile.alternative_titles:
            other = titles.get(_same(name))
            if other and other.profile.id != page.profile.id:
                message = (
                    f"its alternative title “{name}” is also the title of {_place(other)}; "
                    "remove it unless people use it for both jobs"
                )
                yield page.fault_at_key(message, "alternative_titles", name)


def aliases_taken(library: Library) -> Iterator[Fault]:
    """Aliases that lead nowhere: the address of an existing profile, or an alias of two profiles."""
    pages = [page for page in library.pages if not page.profile.draft]
    living = {PROFILES + page.profile.id: page for page in pages}
    claimed: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        for address in {old_address(alias) for alias in page.profile.aliases} - {None}:
            claimed[str(address)].append(page)
    for page in pages:
        for alias in page.profile.aliases:
            address = str(old_address(alias))
            other = next((each for each in claimed[address] if each is not page), None)
            if page is living.get(address):
                yield page.fault_at_key(
                    f"its alias {excerpt(alias)} is its own address; remove it", "aliases", alias
                )
            elif address in living:
                message = f"its alias {excerpt(alias)} is the address of {_place(living[address])}; remove it"
                yield page.fault_at_key(message, "aliases", alias)
            elif other:
                message = (
                    f"its alias {excerpt(alias)} is also an alias of {_place(other)}, "
                    "so it leads to neither; remove one of them"
                )
                yield page.fault_at_key(message, "aliases", alias)


def shared_paragraphs(library: Library) -> Iterator[Fault]:
    """Paragraphs that several profiles share; one finding per paragraph, at the first profile."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(library.pages):
        for paragraph in set(_paragraphs(page.profile)):
            places[paragraph].append(number)
    for paragraph, found in places.items():
        if len(found) >= SHARED_BY:
            first, *others = (library.pages[number] for number in found)
            message = (
                f"the paragraph {excerpt(paragraph)} is in {len(found):,} profiles, also in "
                f"{named([_place(other) for other in others], 2)}; write in each what is true of that job"
            )
            yield first.fault(message, paragraph)


def categories_spelt_apart(library: Library) -> Iterator[Fault]:
    """Categories that differ only in case and spaces; one finding per spelling, at its first profile."""
    counts = Counter(page.profile.category for page in library.pages if page.profile.category)
    first: dict[str, Page] = {}
    for page in library.pages:
        first.setdefault(page.profile.category, page)
    usual: dict[str, str] = {}
    for category, _ in counts.most_common():
        most = usual.setdefault("".join(category.casefold().split()), category)
        if most != category:
            more = f" and {counts[most] - 1:,} more" if counts[most] > 1 else ""
            message = (
                f"its category “{category}” is spelt “{most}” in {_place(first[most])}{more}; "
                "use one spelling"
            )
            yield first[category].fault_at_key(message, "category")


def synonyms_leading_nowhere(library: Library) -> Iterator[Fault]:
    """The library's own synonyms whose meanings no profile has."""
    meanings = [(file, each.typed, means) for file, each in library.synonyms for means in each.means]
    unmet = {stem for _, _, means in meanings for stem in plain_stems(means) if library.whole}
    for page in library.pages:
        if not unmet:
            return
        unmet -= set(plain_stems(_all_text(page.profile)))
    for file, typed, means in meanings:
        if unmet & set(plain_stems(means)):
            message = f"“{typed}” is a synonym of “{means}”, which no profile mentions; fix it, or remove it"
            lines = enumerate(file.read_text(encoding="utf-8-sig").splitlines(), 1)
            line = next((number for number, line in lines if typed in line and means in line), None)
            yield Fault(str(file), line, message)


def _all_text(profile: Profile) -> str:
    names = (profile.title, *profile.alternative_titles, *profile.hidden_titles, profile.category)
    texts = (text for section in profile.sections for text in (section.heading, section.text))
    return "\n".join((*names, profile.summary, *texts))


def _paragraphs(profile: Profile) -> Iterator[str]:
    """The sections' paragraphs of whole sentences."""
    for section in profile.sections:
        for block in blocks(section.text):
            if len(block) == 1 and len(block[0]) >= SHORTEST_PARAGRAPH and block[0].endswith((".", "!", "?")):
                yield block[0]


def _same(title: str) -> str:
    """A title as titles are compared."""
    return " ".join(title.casefold().split())


def _place(page: Page) -> str:
    return f"{page.path}:{page.record}" if page.record else page.path

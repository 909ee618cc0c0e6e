"""What an engine answers, as frozen values: every engine means the same by a count, a filter, a snippet."""

from __future__ import annotations

import datetime as dt

import msgspec

from indexer.language.interpretation import How
from indexer.profile import SectionKind
from indexer.question.values import Aspect, Kind
from indexer.ways import Route


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


class HitWay(msgspec.Struct, frozen=True):
    """A way into the job of a hit.

    `start` are the levels, low and high, that are enough to begin; null where the text does not say. `open`
    says whether the query's `have` is enough; null where it has none, and where the start is not known.
    """

    route: Route
    start: tuple[int, int] | None
    needs_experience: bool
    open: bool | None = None


class Hit(msgspec.Struct, frozen=True):
    """A profile in a list of results."""

    id: str
    title: str
    summary: str
    category: str
    score: float
    qualifications: tuple[str, ...] = ()
    ways: tuple[HitWay, ...] = ()
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
    """A group of values: `route`, `have`, `qualification`, `level` or `category`.

    Counts ignore the group's own selection. `have` is cumulative: how many can be begun with this or less.
    """

    name: str
    label: str
    values: tuple[FacetValue, ...]


class UnderstoodPart(msgspec.Struct, frozen=True):
    """A part of the text of a query that was understood; `text` stands at `span`, in code points.

    `value` is a slug, a level, a route, an aspect, a word, or a profile's id; a `negated` one is not wanted.
    `without_it` is the text without this part. One part of the text may say several things ("level 3 and
    above"): these have one span.
    """

    kind: Kind
    value: str
    label: str
    text: str
    span: tuple[int, int]
    negated: bool
    without_it: str


class Reading(msgspec.Struct, frozen=True):
    """How the words of a query were read.

    `ignored` were set aside (signs among them, where there is no word), `unmatched` stand nowhere in the
    library, `relaxed` were let go to fill the list, `with_all_words` profiles have every word that counts
    (before filters), and `similar` of the total have none and are listed for being like the best. `corrected`
    is the text as it was searched where spelling changed it, and all words named here are of it;
    `did_you_mean` is an offer. `understood` was not searched as words, unless it names a job; `unsupported`
    was asked for and no profile says it: `pay`, `hours`, `places`. Profiles that name one of the words
    `excluded` were left out.
    """

    text: str
    ignored: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    relaxed: tuple[str, ...] = ()
    with_all_words: int = 0
    similar: int = 0
    corrected: str | None = None
    did_you_mean: str | None = None
    understood: tuple[UnderstoodPart, ...] = ()
    unsupported: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


class AnswerProfile(msgspec.Struct, frozen=True):
    """The job that an answer is about."""

    id: str
    title: str


class AnswerWay(msgspec.Struct, frozen=True):
    """A way into the job: its start from low to high where it is known, kinds by their slugs."""

    route: Route
    start: tuple[int, int] | None
    needs_experience: bool
    needs: tuple[str, ...]
    leads_to: tuple[str, ...]


class Answer(msgspec.Struct, frozen=True):
    """What a profile says about what is asked of its job, in its own words.

    Without `ways` and `quotes` the profile does not say.
    """

    aspect: Aspect
    profile: AnswerProfile
    ways: tuple[AnswerWay, ...] = ()
    quotes: tuple[Snippet, ...] = ()


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
    answer: Answer | None = None


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

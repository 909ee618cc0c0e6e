"""What an engine answers, as frozen values that mean the same for every engine."""

from __future__ import annotations

import datetime as dt
from typing import Self

import msgspec

from indexer.facts import NO_FACTS, Facts
from indexer.language.interpretation import How
from indexer.profile import SectionKind
from indexer.question.values import Aspect, Kind
from indexer.ways import Route, WayIn


class Snippet(msgspec.Struct, frozen=True):
    """A passage of a section.

    `highlights` are half-open ranges of Unicode code points in `text`, one for each matched word.

    >>> snippet = Snippet(SectionKind.DUTIES, "Typical duties", "typical-duties", "agree dates", ((0, 5),))
    >>> [snippet.text[start:end] for start, end in snippet.highlights]
    ['agree']
    """

    section: SectionKind
    heading: str
    anchor: str
    text: str
    highlights: tuple[tuple[int, int], ...]


class Match(msgspec.Struct, frozen=True, rename={"read_as": "as"}):
    """Why a hit matched: a query word, the word found for it, how, and where.

    `word` is a word of the text that was searched: `corrected`, if the spelling was. `sections` has
    section kinds, and `title`, `alternative_titles` or `hidden_titles`. A match in hidden titles only
    repeats `word` as the word found, because hidden titles are never shown.
    """

    word: str
    read_as: str
    how: How
    sections: tuple[str, ...]


class HitWay(msgspec.Struct, frozen=True):
    """A way into the job of a hit.

    `start` has the lowest and the highest level that is enough to start; null if the text does not say.
    `open` is whether the query's `have` is enough; null if it has none, or if the start is not known.
    """

    route: Route
    start: tuple[int, int] | None
    needs_experience: bool
    open: bool | None = None

    @classmethod
    def of(cls, way: WayIn) -> Self:
        """A way in as a hit gives it, for a query without `have`."""
        start = (way.start.low, way.start.high) if way.start else None
        return cls(way.route, start, way.needs_experience)


class Hit(msgspec.Struct, frozen=True):
    """A profile in a list of results; `category_derived` is whether its titles gave its category."""

    id: str
    title: str
    summary: str
    category: str
    score: float
    qualifications: tuple[str, ...] = ()
    ways: tuple[HitWay, ...] = ()
    environment: tuple[str, ...] = ()
    facts: Facts = NO_FACTS
    updated: dt.date | None = None
    snippets: tuple[Snippet, ...] = ()
    matched: tuple[Match, ...] = ()
    category_derived: bool = False


class FacetValue(msgspec.Struct, frozen=True):
    """A value of a facet and the number of profiles in the list that have it.

    `level` is the lowest RQF level of a qualification.
    """

    value: str
    label: str
    count: int
    selected: bool = False
    level: int | None = None


class Facet(msgspec.Struct, frozen=True):
    """A facet: `route`, `have`, `qualification`, `level`, `environment` or `category`, with its values.

    The counts of a facet ignore its own selection. `have` is cumulative: it counts what you can start with
    this level or less. Categories are `derived` from titles if no profile of the library has one.
    """

    name: str
    label: str
    values: tuple[FacetValue, ...]
    derived: bool = False


class UnderstoodPart(msgspec.Struct, frozen=True):
    """A part of a query's text that was understood, with its `span` in code points.

    `value` is a slug, a level, a route, an aspect, a word, or a profile's id; a `negated` one is not wanted.
    `without_it` is the text without this part. One part may mean several things ("level 3 and above"); these
    share a span.
    """

    kind: Kind
    value: str
    label: str
    text: str
    span: tuple[int, int]
    negated: bool
    without_it: str


class Reading(msgspec.Struct, frozen=True):
    """How the words of a query were understood.

    `ignored` words were left out. `unmatched` words are in no profile. `relaxed` words are optional: some
    listed profiles do not have them. `with_all_words` profiles match all the words, before filters.
    `similar` profiles of the total are related jobs, which match none of the words but are like the best
    results. `corrected` is the text that was searched, if the spelling was corrected; all words here are
    then words of it. `did_you_mean` is another spelling to offer. `understood` parts were
    not searched as words, unless they name a job. `unsupported` topics were asked for, and no profile says
    them (`pay`, `hours`, `places`), or no search narrows by them (`amount`). Profiles that name one of the
    words `excluded` were left out.
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
    """A way into the job: its start from low to high if known, and kinds by their slugs."""

    route: Route
    start: tuple[int, int] | None
    needs_experience: bool
    needs: tuple[str, ...]
    leads_to: tuple[str, ...]


class Answer(msgspec.Struct, frozen=True):
    """What a profile says about what is asked of its job, in its own words.

    `facts` are those asked for: pay, or hours and pattern. Without `ways`, `quotes` and `facts` the profile
    does not say.
    """

    aspect: Aspect
    profile: AnswerProfile
    ways: tuple[AnswerWay, ...] = ()
    quotes: tuple[Snippet, ...] = ()
    facts: Facts = NO_FACTS


class Results(msgspec.Struct, frozen=True):
    """One page of hits, and facets over the whole list.

    `pages` is the number of pages, and `took_ms` is in milliseconds.

    >>> from indexer.engines import open_engine
    >>> from indexer.query import Query
    >>> engine = open_engine(".index")
    >>> results = engine.searcher().search(Query(text="vet nurse"))
    >>> results.page, results.hits[0].title
    (1, 'Veterinary nurse')
    >>> results.query.did_you_mean is None
    True
    >>> engine.close()
    """

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
    """A completion of the text typed so far.

    `kind` is title, alternative_title, category or qualification. `target` is the profile id, category or
    slug behind it. `leads_to` is the profile's title if `text` is an alternative title.
    """

    text: str
    kind: str
    target: str
    leads_to: str | None = None


class Entry(msgspec.Struct, frozen=True):
    """A profile in the catalogue, the list of all profiles.

    Its `category` is the `derived_category` if no profile of the library has one of its own.
    """

    id: str
    title: str
    category: str = ""
    derived_category: str = ""
    summary: str = ""
    alternative_titles: tuple[str, ...] = ()
    updated: dt.date | None = None
    environment: tuple[str, ...] = ()
    facts: Facts = NO_FACTS
    aliases: tuple[str, ...] = ()

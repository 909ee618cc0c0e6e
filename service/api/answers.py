"""The answers of the API: the engine's values with their addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

import msgspec

from indexer.facts import Facts
from indexer.paths import Paths, Step
from indexer.profile import Profile, SectionKind, anchors
from indexer.qualification import TAXONOMY, Qualification, SectionMention
from indexer.report import Report
from indexer.results import Answer, AnswerProfile, Hit, Results, Snippet, Suggestion
from indexer.ways import WayIn
from service.api.recognised import ProfileQualification, WayAnswer, qualifications_answer, way_answer
from service.querystring import profile_address
from service.rebuild_record import Rebuild


class SnippetAnswer(Snippet, frozen=True, kw_only=True):
    """A passage of a section, and its address.

    `highlights` are half-open ranges of Unicode code points in `text`, one for each matched word.
    """

    url: str


class HitAnswer(Hit, frozen=True, kw_only=True):
    """A profile in a list, and its address."""

    url: str
    snippets: tuple[SnippetAnswer, ...] = ()


class ProfileLink(AnswerProfile, frozen=True):
    """The job that an answer is about, and where to read about it."""

    url: str


class PlainAnswer(Answer, frozen=True, kw_only=True):
    """What a profile says about what is asked of its job, in its own words, and where to read them."""

    profile: ProfileLink
    quotes: tuple[SnippetAnswer, ...] = ()


class SearchAnswer(Results, frozen=True):
    """One page of hits, facets over the whole list, and a plain answer if there is one; `took_ms` in ms."""

    hits: tuple[HitAnswer, ...]
    answer: PlainAnswer | None = None


class SimilarAnswer(msgspec.Struct, frozen=True):
    """The profiles most similar to a profile, the most similar first."""

    id: str
    hits: tuple[HitAnswer, ...]


class SuggestionAnswer(Suggestion, frozen=True, kw_only=True):
    """A completion of the text typed so far, and the address it leads to."""

    url: str


class SuggestAnswer(msgspec.Struct, frozen=True):
    """Completions of the text typed so far, the most likely first."""

    query: str
    suggestions: tuple[SuggestionAnswer, ...]


class SectionAnswer(msgspec.Struct, frozen=True):
    """A section of a profile; `anchor` is the fragment of its address."""

    kind: SectionKind
    heading: str
    anchor: str
    text: str


class ProfileAnswer(msgspec.Struct, frozen=True):
    """Get a profile; `leads_to` and `comes_from` are the ids of the jobs that its text names as such.

    `category_derived` is whether its titles gave its category.
    """

    id: str
    title: str
    url: str
    alternative_titles: tuple[str, ...]
    category: str
    category_derived: bool
    summary: str
    published: dt.date | None
    updated: dt.date | None
    review_by: dt.date | None
    related: tuple[str, ...]
    qualifications: tuple[ProfileQualification, ...]
    ways: tuple[WayAnswer, ...]
    environment: tuple[str, ...]
    facts: Facts
    leads_to: tuple[str, ...]
    comes_from: tuple[str, ...]
    sections: tuple[SectionAnswer, ...]


class QualificationAnswer(Qualification, frozen=True, kw_only=True):
    """A kind of qualification, and how many profiles accept it."""

    count: int


class QualificationsAnswer(msgspec.Struct, frozen=True):
    """Every kind of qualification, from the lowest level to the highest."""

    qualifications: tuple[QualificationAnswer, ...]


class StatusAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What serves now; all but the first four fields need the operator's token."""

    generation: str | None
    profiles: int
    built: dt.datetime | None
    healthy: bool
    engine: str = ""
    schema_version: str = ""
    content_hash: str = ""
    problems: tuple[str, ...] | None = None
    last_build: Report | None = None
    held: dt.datetime | None = None
    rebuild: Rebuild | None = None


def hit_answers(hits: Iterable[Hit], root: str, text: str = "") -> tuple[HitAnswer, ...]:
    """Hits with their addresses, which carry `text` so that the pages mark its words."""
    return tuple(_hit(hit, root, text) for hit in hits)


def search_answer(results: Results, root: str) -> SearchAnswer:
    """Results with the addresses of their hits."""
    text = results.query.text
    answer = _plain_answer(results.answer, root, text) if results.answer else None
    hits = hit_answers(results.hits, root, text)
    return SearchAnswer(**{**_fields(results), "hits": hits, "answer": answer})


def suggestion_answer(suggestion: Suggestion, root: str) -> SuggestionAnswer:
    """A suggestion with its address."""
    kind, target = suggestion.kind, suggestion.target
    listed = kind in {"category", "qualification"}
    path = f"/?{urlencode({kind: target})}" if listed else profile_address(target)
    return SuggestionAnswer(**_fields(suggestion), url=root + path)


OF_A_PROFILE = (
    *("id", "title", "alternative_titles", "category", "category_derived", "summary"),
    *("published", "updated", "review_by", "related", "facts"),
)
"""What an answer has as the profile has it."""


def profile_answer(
    profile: Profile,
    mentions: Iterable[SectionMention],
    ways: Iterable[WayIn],
    steps: Iterable[Step],
    root: str,
    environment: tuple[str, ...] = (),
) -> ProfileAnswer:
    """A profile with the qualifications it names, its ways in, its paths and its sections' anchors."""
    paths = Paths.of(steps)
    fragments = anchors(profile.sections)
    sections = zip(profile.sections, fragments, strict=True)
    return ProfileAnswer(
        **{name: getattr(profile, name) for name in OF_A_PROFILE},
        url=root + profile_address(profile.id),
        qualifications=qualifications_answer(mentions, fragments),
        ways=tuple(way_answer(way, _text_of(profile, way.section)) for way in ways),
        environment=environment,
        leads_to=paths.leads_to,
        comes_from=paths.comes_from,
        sections=tuple(SectionAnswer(one.kind, one.heading, anchor, one.text) for one, anchor in sections),
    )


def _text_of(profile: Profile, section: int | None) -> str:
    """The text of a section; none of what only the front matter declares."""
    return "" if section is None else profile.sections[section].text


def qualification_answers(counts: dict[str, int]) -> QualificationsAnswer:
    """The taxonomy with the number of profiles that accept each kind."""
    return QualificationsAnswer(
        tuple(QualificationAnswer(**_fields(each), count=counts.get(each.slug, 0)) for each in TAXONOMY)
    )


def _plain_answer(answer: Answer, root: str, text: str) -> PlainAnswer:
    about = answer.profile
    link = ProfileLink(**_fields(about), url=root + profile_address(about.id, text=text))
    quotes = _snippets(answer.quotes, about.id, root, text)
    return PlainAnswer(**{**_fields(answer), "profile": link, "quotes": quotes})


def _hit(hit: Hit, root: str, text: str) -> HitAnswer:
    snippets = _snippets(hit.snippets, hit.id, root, text)
    return HitAnswer(**{**_fields(hit), "snippets": snippets}, url=root + profile_address(hit.id, text=text))


def _snippets(
    snippets: Iterable[Snippet], profile_id: str, root: str, text: str
) -> tuple[SnippetAnswer, ...]:
    return tuple(
        SnippetAnswer(**_fields(one), url=root + profile_address(profile_id, text=text, anchor=one.anchor))
        for one in snippets
    )


def _fields(value: msgspec.Struct) -> dict[str, Any]:
    return msgspec.structs.asdict(value)

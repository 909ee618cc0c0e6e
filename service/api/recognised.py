"""What was recognised in a text, as the API and the command line answer it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from indexer.profile import SectionKind
from indexer.qualification import TAXONOMY, Levels, Qualification, Role, SectionMention, named_level
from indexer.ways import Route, WayIn


class MentionAnswer(msgspec.Struct, frozen=True):
    """How a profile names a qualification, and at which levels.

    It stands at `start` to `end`, in code points, of the text of the section with this `anchor`; an editor's
    declaration has no section and stands nowhere.
    """

    text: str
    section: SectionKind | None
    anchor: str | None
    start: int | None
    end: int | None
    role: Role
    levels: Levels | None


class WayAnswer(msgspec.Struct, frozen=True):
    """A way in: its start from low to high if known, kinds by their slugs, the words for it.

    A way that only an editor declares has no words: its `quote` is empty.
    """

    route: Route
    start: tuple[int, int] | None
    needs_experience: bool
    needs: tuple[str, ...]
    leads_to: tuple[str, ...]
    quote: str


class ProfileQualification(msgspec.Struct, frozen=True):
    """A qualification that a profile names; `level` is the lowest sure RQF level it is named at."""

    slug: str
    label: str
    level: int | None
    mentions: tuple[MentionAnswer, ...]


def way_answer(way: WayIn, text: str) -> WayAnswer:
    """A way in that a text gives."""
    return WayAnswer(
        route=way.route,
        start=(way.start.low, way.start.high) if way.start else None,
        needs_experience=way.needs_experience,
        needs=tuple(dict.fromkeys(each.slug for each in way.needs)),
        leads_to=tuple(dict.fromkeys(each.slug for each in way.leads_to)),
        quote=text[slice(*way.span)],
    )


def qualifications_answer(
    found: Iterable[SectionMention], fragments: Sequence[str]
) -> tuple[ProfileQualification, ...]:
    """The kinds that a profile names, in the order of the taxonomy; `fragments` are its sections' anchors."""
    mentions = tuple(found)
    named = {one.mention.slug for one in mentions}
    return tuple(
        _qualification(kind, [one for one in mentions if one.mention.slug == kind.slug], fragments)
        for kind in TAXONOMY
        if kind.slug in named
    )


def _qualification(
    kind: Qualification, found: Sequence[SectionMention], fragments: Sequence[str]
) -> ProfileQualification:
    return ProfileQualification(
        slug=kind.slug,
        label=kind.label,
        level=named_level(one.mention for one in found),
        mentions=tuple(_mention(one, fragments) for one in found),
    )


def _mention(one: SectionMention, fragments: Sequence[str]) -> MentionAnswer:
    mention, stands = one.mention, one.section is not None
    return MentionAnswer(
        text=mention.text,
        section=one.kind,
        anchor=None if one.section is None else fragments[one.section],
        start=mention.start if stands else None,
        end=mention.end if stands else None,
        role=mention.role,
        levels=mention.levels,
    )

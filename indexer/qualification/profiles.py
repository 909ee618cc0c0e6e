"""The qualifications of a whole profile: mentions, declarations and counts."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from indexer.profile import Profile, Section, SectionKind
from indexer.qualification.levels import usual_levels
from indexer.qualification.recognition import qualifications_in
from indexer.qualification.taxonomy import ABOUT_BENEFITS, ABOUT_OTHER_JOBS, BY_SLUG
from indexer.qualification.values import Counted, Mention, Role, SectionMention

NOT_ABOUT_ENTRY = ABOUT_OTHER_JOBS | ABOUT_BENEFITS


def mentions_of(profile: Profile) -> tuple[SectionMention, ...]:
    """All mentions in a profile's sections, and its editor's declarations (as entry).

    Mentions in a section on opportunities are after entry. Sections about other jobs, and about
    what the employer gives, are skipped.
    """
    stated = [
        SectionMention(_in_section(section, mention), number, section.kind)
        for number, section in enumerate(profile.sections)
        if section.heading.strip().lower() not in NOT_ABOUT_ENTRY
        for mention in qualifications_in(section.text)
    ]
    shown = {found.mention.slug for found in stated if found.mention.role is Role.ENTRY}
    declared = [_declared(slug) for slug in profile.qualifications if slug in BY_SLUG and slug not in shown]
    return (*stated, *declared)


def counted(profile: Profile) -> Counted:
    """The facet values of a profile: mentions up to entry, with broader kinds."""
    return counted_from(mentions_of(profile))


def counted_from(found: Iterable[SectionMention]) -> Counted:
    """The facet values of a profile's mentions."""
    mentions = [one.mention for one in found if one.mention.role is not Role.PROGRESSION]
    direct = [mention for mention in mentions if mention.role is Role.ENTRY]
    return Counted(_slugs(mentions), _slugs(direct), _at_levels(mentions), _at_levels(direct))


def _in_section(section: Section, mention: Mention) -> Mention:
    if section.kind is not SectionKind.OPPORTUNITIES:
        return mention
    return msgspec.structs.replace(mention, role=Role.PROGRESSION)


def _declared(slug: str) -> SectionMention:
    return SectionMention(Mention(slug, "", 0, 0, Role.ENTRY, usual_levels(slug)), None, None)


def _slugs(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(slug for kind in {mention.slug for mention in mentions} for slug in _counts_as(kind))


def _at_levels(mentions: Iterable[Mention]) -> frozenset[tuple[str, int]]:
    named = {(mention.slug, levels) for mention in mentions if (levels := mention.levels)}
    return frozenset(
        (slug, level)
        for kind, levels in named
        for slug in _counts_as(kind)
        for level in range(levels.low, levels.high + 1)
    )


def _counts_as(slug: str) -> tuple[str, ...]:
    """A kind, and the broader one that it counts as."""
    broader = BY_SLUG[slug].broader
    return (slug, broader) if broader else (slug,)

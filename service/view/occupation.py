"""A profile as a schema.org Occupation, for search engines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from indexer.profile import Profile, SectionKind
from indexer.qualification import TAXONOMY, Mention, Qualification, named_level
from service.view.job.facts import estimated_salary

SECTIONS = {
    "responsibilities": SectionKind.DUTIES,
    "skills": SectionKind.SKILLS,
    "educationRequirements": SectionKind.REQUIREMENTS,
}
"""The schema.org properties of section kinds."""


def occupation(
    profile: Profile, *, address: str, summary: str, mentions: Iterable[Mention]
) -> dict[str, Any]:
    """The profile as a schema.org Occupation, without empty properties or a derived category."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Occupation",
        "url": address,
        "name": profile.title,
        "alternateName": list(profile.alternative_titles),
        "description": summary,
        "occupationalCategory": "" if profile.category_derived else profile.category,
        "qualifications": _credentials(tuple(mentions)),
        "estimatedSalary": estimated_salary(profile.facts.pay) if profile.facts.pay else None,
    }
    found |= {name: _text(profile, kind) for name, kind in SECTIONS.items()}
    return {name: value for name, value in found.items() if value}


def script(data: dict[str, Any]) -> str:
    """JSON that is safe inside a script element."""
    return msgspec.json.encode(data).decode().replace("<", "\\u003c").replace("&", "\\u0026")


def _credentials(mentions: Sequence[Mention]) -> list[dict[str, str]]:
    """The qualifications that are mentioned, once each, with their levels."""
    by_kind = [(kind, [one for one in mentions if one.slug == kind.slug]) for kind in TAXONOMY]
    return [_credential(kind, named_level(named)) for kind, named in by_kind if named]


def _credential(qualification: Qualification, named: int | None) -> dict[str, str]:
    level = {"educationalLevel": f"RQF level {named}"} if named else {}
    kind = {"@type": "EducationalOccupationalCredential", "credentialCategory": qualification.label}
    return kind | level


def _text(profile: Profile, kind: SectionKind) -> str:
    return "\n".join(section.text for section in profile.sections if section.kind is kind and section.text)

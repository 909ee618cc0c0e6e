"""A profile as a schema.org Occupation, for search engines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from indexer.profile import Profile, SectionKind
from indexer.qualification import Qualification

SECTIONS = {
    "responsibilities": SectionKind.DUTIES,
    "skills": SectionKind.SKILLS,
    "educationRequirements": SectionKind.REQUIREMENTS,
}
"""Which section kind is which property."""


def occupation(
    profile: Profile, *, address: str, summary: str, credentials: Iterable[Qualification]
) -> dict[str, Any]:
    """The profile in schema.org's words; what is empty is left out."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Occupation",
        "url": address,
        "name": profile.title,
        "alternateName": list(profile.alternative_titles),
        "description": summary,
        "occupationalCategory": profile.category,
        "qualifications": [_credential(qualification) for qualification in credentials],
    }
    found |= {name: _text(profile, kind) for name, kind in SECTIONS.items()}
    return {name: value for name, value in found.items() if value}


def script(data: dict[str, Any]) -> str:
    """JSON that may stand inside a script element whatever its texts say."""
    return msgspec.json.encode(data).decode().replace("<", "\\u003c").replace("&", "\\u0026")


def _credential(qualification: Qualification) -> dict[str, str]:
    level = {"educationalLevel": f"RQF level {qualification.low}"} if qualification.low else {}
    kind = {"@type": "EducationalOccupationalCredential", "credentialCategory": qualification.label}
    return kind | level


def _text(profile: Profile, kind: SectionKind) -> str:
    return "\n".join(section.text for section in profile.sections if section.kind is kind and section.text)

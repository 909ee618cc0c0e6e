"""The careers service's profiles as the labels of qualifications were made from them."""

from __future__ import annotations

import json

from indexer.profile import Profile, Section, SectionKind
from tests.corpora import NCS

KINDS = {
    "Job description": SectionKind.DESCRIPTION,
    "Typical duties": SectionKind.DUTIES,
    "Skills and interests": SectionKind.SKILLS,
    "Job requirements": SectionKind.REQUIREMENTS,
    "Opportunities": SectionKind.OPPORTUNITIES,
}


def ncs_profiles() -> list[Profile]:
    """Every profile of the National Careers Service's export."""
    return [_profile(line) for line in NCS.read_text(encoding="utf-8").splitlines()]


def _profile(line: str) -> Profile:
    record = json.loads(line)
    sections = tuple(
        Section(KINDS.get(each["heading"], SectionKind.OTHER), each["heading"], each["text"])
        for each in record["sections"]
    )
    return Profile(record["id"], record["title"], sections)

"""Content and judgments of others, beside the checkout; tests that need them are skipped without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.profile import Profile, Section, SectionKind

SHARED = Path(__file__).parents[3] / "shared"
LABELLED = SHARED / "judgments" / "qualifications.jsonl"
NCS = SHARED / "corpora" / "ncs-profiles.jsonl"
SEED = SHARED / "corpora" / "seed" / "production-manager-job-profile.txt"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpora are not here")

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

"""A made-up library whose profiles all name the edition that wrote them."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

from indexer.profile import Profile, Section, SectionKind
from indexer.results import Results
from tests.faults.library import QUALIFICATIONS, TRADES, WORDS, name, title

EDITION = re.compile(r"edition(\d+)x")
QUESTIONS = (
    "",
    "bridge keeper",
    "copper lathe",
    "garden surveyor",
    "measure timber water",
    "harbour hnd",
    '"canal fitter"',
    "harbour planner rope sail",
    "orchrad designer",
    "mend clocks",
)


def profile(number: int, edition: int = 0, words: int = 40) -> Profile:
    """A profile that is the same in every edition, but for the edition's name."""
    chance = random.Random(number)  # noqa: S311  a made-up text, no secret
    duties, needs = (" ".join(chance.choices(WORDS, k=words)) for _ in range(2))
    requirements = f"You need {QUALIFICATIONS[number % len(QUALIFICATIONS)]}. {needs}."
    return Profile(
        id=name(number),
        title=title(number),
        sections=(
            Section(SectionKind.DUTIES, "What you do", f"{duties}."),
            Section(SectionKind.REQUIREMENTS, "Entry requirements", requirements),
        ),
        category=f"{TRADES[number % len(TRADES)]} work",
        summary=f"Written for edition{edition}x.",
        source=f"{name(number)}.md",
        fingerprint=f"{number} in edition {edition}",
    )


def profiles(count: int, edition: int = 0) -> list[Profile]:
    """So many profiles of one edition."""
    return [profile(number, edition) for number in range(count)]


def write(path: Path, count: int, edition: int) -> None:
    """Write one edition as JSON lines."""
    path.write_text("".join(f"{json.dumps(_record(each))}\n" for each in profiles(count, edition)))


def _record(profile: Profile) -> dict[str, object]:
    sections = [{"heading": section.heading, "text": section.text} for section in profile.sections]
    names = ("id", "title", "category", "summary")
    return {name: getattr(profile, name) for name in names} | {"sections": sections}


def editions(results: Results) -> set[int]:
    """The editions that the hits of an answer name."""
    return {int(number) for hit in results.hits for number in EDITION.findall(hit.summary)}

"""A made-up library of any size, before and after an editor's day."""

from __future__ import annotations

import random
from pathlib import Path

TRADES = ("Bridge", "Canal", "Clock", "Garden", "Glass", "Harbour", "Kiln", "Loom", "Orchard", "Quarry")
ROLES = ("keeper", "surveyor", "fitter", "planner", "restorer", "inspector", "designer", "operator")
TEXT = """
    arrange care check clean draw explain guide handle improve inspect keep learn lift list measure mend
    notice order paint plan polish prepare record repair sketch sort study teach tidy train visit weigh
    brass bench boat brick canvas chain clay cloth copper crane drill engine fence frame hinge iron ladder
    lamp lathe leather lever lock map metal paper pipe plank pulley rail rope sand sheet slate spade steel
    stone timber tool valve water wheel wire wood
"""
WORDS = TEXT.split()
QUALIFICATIONS = ("an HND", "a bachelor's degree", "three A levels", "an apprenticeship", "an NVQ at level 3")


def write_before(folder: Path, size: int, words: int = 60) -> None:
    """Write the library as it is in the morning, with three times so many words a profile."""
    folder.mkdir(parents=True)
    for number in range(size):
        write(folder / f"{name(number)}.md", number, "morning", words)


def write_after(folder: Path, size: int) -> None:
    """Write the library as it is in the evening: one changed, one gone, one new, one in another folder."""
    write_before(folder, size)
    write(folder / f"{name(1)}.md", 1, "evening")
    (folder / f"{name(2)}.md").unlink()
    write(folder / f"{name(size)}.md", size, "evening")
    (folder / "moved").mkdir()
    (folder / f"{name(3)}.md").rename(folder / "moved" / f"{name(3)}.md")


def name(number: int) -> str:
    """A profile's id."""
    return title(number).lower().replace(" ", "-")


def title(number: int) -> str:
    """A profile's title; titles repeat after eighty, under other numbers."""
    again = number // (len(TRADES) * len(ROLES))
    role = ROLES[number // len(TRADES) % len(ROLES)]
    return f"{TRADES[number % len(TRADES)]} {role}{f' {again}' if again else ''}"


def write(path: Path, number: int, edition: str, words: int = 60) -> None:
    """Write one profile, the same for the same number and edition."""
    chance = random.Random(f"{number} {edition}")  # noqa: S311  a made-up text, no secret
    text = [" ".join(chance.choices(WORDS, k=words)) for _ in range(3)]
    path.write_text(
        f"---\ntitle: {title(number)}\ncategory: {TRADES[number % len(TRADES)]} work\n---\n\n"
        f"You {text[0]} in the {edition}.\n\n## What you do\n\n{text[1]}.\n\n"
        f"## Entry requirements\n\nYou need {QUALIFICATIONS[number % len(QUALIFICATIONS)]}. {text[2]}.\n",
        encoding="utf-8",
    )


QUESTIONS = ("", "morning", "evening", "bridge keeper", "copper lathe", '"an hnd"', "garden surveyor -rope")
"""What the library is asked; each edition answers some of them otherwise."""

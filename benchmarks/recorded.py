"""Recorded answers: the API's replies to a thousand requests, to compare two versions of the code.

    python -m benchmarks.recorded record BEFORE.jsonl.gz
    python -m benchmarks.recorded compare BEFORE.jsonl.gz AFTER.jsonl.gz

The requests are drawn with a fixed seed from the libraries themselves, so both versions get the same. The
generation's name and the time an answer took are left out; everything else must be the same to the byte.
"""

from __future__ import annotations

import gzip
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

import typer
from starlette.testclient import TestClient

from benchmarks.content import ROOT
from indexer.engines import open_engine
from indexer.library.corpus import Corpus
from indexer.profile import Profile
from indexer.updating.sync import sync
from service.app import create_app
from service.settings import Settings

CORPORA = ROOT.parent / "shared" / "corpora"
LIBRARIES = {
    "ncs": CORPORA / "ncs-profiles.jsonl",
    "handbook": CORPORA / "bls-html",
    "shipped": ROOT / "profiles",
}
PROFILES = 40
"""Profiles of a library that give their words to requests."""
SEED = 11
VOLATILE = ("generation", "took_ms")

app = typer.Typer(add_completion=False)
Request = tuple[str, str]
"""The name of a library, and the path with its query."""


@app.command()
def record(target: Annotated[Path, typer.Argument(help="Where the answers go.")]) -> None:
    """Build every library that is here and record what the API answers."""
    count = 0
    with gzip.open(target, "wt", encoding="utf-8") as file:
        for request, answer in answers():
            file.write(json.dumps({"request": request, "answer": answer}) + "\n")
            count += 1
    typer.echo(f"{count} answers recorded in {target}")


@app.command()
def compare(before: Path, after: Path) -> None:
    """Compare two recordings; exit code 1 where an answer differs."""
    one, other = _load(before), _load(after)
    missing = one.keys() ^ other.keys()
    different = [request for request in one.keys() & other.keys() if one[request] != other[request]]
    for request in sorted(different)[:20]:
        typer.echo(f"{request}\n  before {_first_difference(one[request], other[request])}")
    typer.echo(f"{len(one)} answers, {len(different)} different, {len(missing)} in one recording only")
    if different or missing:
        raise typer.Exit(1)


def answers() -> Iterator[tuple[Request, Any]]:
    """Every request with its answer."""
    for name, place in LIBRARIES.items():
        if not place.exists():
            typer.echo(f"{place} is not here", err=True)
            continue
        with tempfile.TemporaryDirectory() as folder:
            profiles = _built(place, folder)
            with TestClient(create_app(Settings(engine=f"whoosh:{folder}/index"))) as client:
                for path in requests(profiles):
                    response = client.get(path)
                    yield (name, path), [response.status_code, _steady(response.json())]


def requests(profiles: Sequence[Profile]) -> Iterator[str]:
    """Searches, filters, suggestions, profiles and similar ones, from the words of some profiles."""
    chance = random.Random(SEED)
    ordered = sorted(profiles, key=lambda profile: profile.id)
    for profile in chance.sample(ordered, min(PROFILES, len(ordered))):
        for text in _questions(profile, chance):
            yield f"/api/v1/search?{urlencode({'q': text})}"
        yield from _filtered(profile, chance)
        yield from (f"/api/v1/suggest?{urlencode({'q': profile.title[:length]})}" for length in (2, 4, 7))
        yield f"/api/v1/profiles/{profile.id}"
        yield f"/api/v1/profiles/{profile.id}/similar"
    yield "/api/v1/qualifications"


def _questions(profile: Profile, chance: random.Random) -> Iterator[str]:
    words = " ".join(section.text for section in profile.sections).split() or profile.title.split()
    start = chance.randrange(len(words))
    rare = max(chance.sample(words, min(8, len(words))), key=len)
    yield profile.title
    yield from profile.alternative_titles[:2]
    yield " ".join(words[start : start + 5])
    yield f'"{" ".join(words[start : start + 2])}"'
    yield f"{profile.title} -{rare}"
    yield " ".join(chance.sample(words, min(3, len(words))))
    yield rare[: len(rare) // 2] + rare[len(rare) // 2 + 1 :]
    yield f"how do i become a {profile.title}"
    yield f"{profile.title.split()[0]} careers"


def _filtered(profile: Profile, chance: random.Random) -> Iterator[str]:
    word = chance.choice(profile.title.split())
    kinds = ("gcse", "a-level", "apprenticeship", "bachelors", "hnd", "foundation-degree")
    choices: Sequence[dict[str, Any]] = (
        {"q": word, "qualification": chance.sample(kinds, 2)},
        {"q": word, "level": chance.sample(range(1, 9), 2), "page": 2},
        {"qualification": chance.choice(kinds), "level": chance.randint(1, 8), "sort": "title"},
        {"q": profile.title, "exact": 1, "category": profile.category},
        {"q": word, "sort": "updated", "page_size": 20},
    )
    yield from (f"/api/v1/search?{urlencode(choice, doseq=True)}" for choice in choices)


def _built(place: Path, folder: str) -> list[Profile]:
    corpus = Corpus([place])
    engine = open_engine(f"whoosh:{folder}/index")
    sync(corpus, engine)
    engine.close()
    return [one for one in corpus.read(corpus.fingerprints()) if isinstance(one, Profile)]


def _steady(answer: Any) -> Any:
    return {key: value for key, value in answer.items() if key not in VOLATILE}


def _load(path: Path) -> dict[str, str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = map(json.loads, file)
        return {" ".join(row["request"]): json.dumps(row["answer"]) for row in rows}


def _first_difference(one: str, other: str) -> str:
    at = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
    around = slice(max(at - 40, 0), at + 60)
    return f"…{one[around]}…\n  after  …{other[around]}…"


if __name__ == "__main__":
    app()

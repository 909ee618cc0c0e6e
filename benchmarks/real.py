"""Real work: a library's profiles as they are, and questions that people ask, each for the first time.

A service answers over HTTP, one request after the other, and SQLite FTS5 answers the same question in this
process, in turns. An empty request is timed as well, so that what HTTP takes can be left out. Nothing of the
profiles and questions is written anywhere but into the indexes, which are deleted.
"""

from __future__ import annotations

import http.client
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import msgspec

from benchmarks import content
from benchmarks.document import Document
from benchmarks.http import served
from benchmarks.peers import ANY
from benchmarks.peers.sqlite import SqliteOfThree
from benchmarks.results import RealWork
from indexer.engines import open_engine
from indexer.library.corpus import Corpus
from indexer.profile import Profile
from indexer.qualification import TAXONOMY, counted
from indexer.updating.acceptance import Expectation
from indexer.updating.sync import sync

FOLDER = Path(os.environ.get("TEST_CORPORA") or content.ROOT.parent / "shared")
LIBRARY = FOLDER / "corpora" / "ncs-profiles.jsonl"
KNOWN_ITEMS = FOLDER / "judgments" / "known-items-ncs.tsv"
QUESTIONS = FOLDER / "judgments" / "questions.jsonl"
ROUNDS = 3
"""How often all is measured, each time by a new service; of each question the median counts."""
UPDATES = 5
HEALTH, API, PAGE = "/healthz", "/api/v1/search", "/"


class _Times(NamedTuple):
    api: float
    engine: float
    page: float
    fts5: float


def available() -> bool:
    """Whether the library and the questions are here."""
    return LIBRARY.exists() and KNOWN_ITEMS.exists() and QUESTIONS.exists()


def questions() -> list[str]:
    """The names of jobs that somebody looks for, and the questions, each once."""
    rows = KNOWN_ITEMS.read_text(encoding="utf-8").splitlines()[1:]
    asked = [row.partition("\t")[0] for row in rows]
    asked += [json.loads(line)["query"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    return list(dict.fromkeys(text for text in asked if text))


def measure(folder: Path, library: Path, asked: Sequence[str], rounds: int = ROUNDS) -> RealWork:
    """Build both indexes of a library in a folder, and ask both the same questions in turns."""
    corpus = Corpus([library])
    profiles = [one for one in corpus.read(corpus.fingerprints()) if isinstance(one, Profile)]
    engine = open_engine(f"whoosh:{folder / 'us'}")
    sync(corpus, engine)
    engine.close()
    (folder / "fts5").mkdir()
    SqliteOfThree().build(folder / "fts5", map(_document, profiles))
    times = [list(_round(folder, asked)) for _ in range(rounds)]
    best = [_Times(*map(median, zip(*mine, strict=True))) for mine in zip(*times, strict=True)]
    return RealWork(
        profiles=len(profiles),
        api=tuple(round(one.api, 3) for one in best),
        engine=tuple(round(one.engine, 3) for one in best),
        page=tuple(round(one.page, 3) for one in best),
        fts5=tuple(round(one.fts5, 3) for one in best),
        update=tuple(_updates(profiles, folder / "us")),
    )


def _round(folder: Path, asked: Sequence[str]) -> Iterator[_Times]:
    """The times of each question, by a service that has answered none of them."""
    fts5 = SqliteOfThree()
    fts5.open(folder / "fts5")
    with served(folder / "us", 1) as address, served(folder / "us", 1) as pages:
        api, page = (http.client.HTTPConnection(urlsplit(one).netloc) for one in (address, pages))
        for connection in (api, page):
            for _ in range(20):
                _request(connection, HEALTH)
        _request(api, f"{API}?q=careers")
        _request(page, f"{PAGE}?q=careers")
        fts5.answer("careers", ANY)
        for text in asked:
            query = urlencode({"q": text})
            empty = min(_request(api, HEALTH)[0] for _ in range(2))
            whole, body = _request(api, f"{API}?{query}")
            shown = _request(page, f"{PAGE}?{query}")[0]
            theirs = _clock(partial(fts5.answer, text, ANY))
            yield _Times(whole - empty, float(json.loads(body)["took_ms"]), shown - empty, theirs)
        api.close()
        page.close()


def _request(connection: http.client.HTTPConnection, path: str) -> tuple[float, bytes]:
    """Milliseconds of a request, and its answer."""
    start = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    taken = 1000 * (time.perf_counter() - start)
    if response.status != 200:
        raise RuntimeError(f"{path} is answered with {response.status}")
    return taken, body


def _clock(work: Callable[[], object]) -> float:
    """Milliseconds that some work takes."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def _updates(profiles: Sequence[Profile], index: Path) -> Iterator[float]:
    """Milliseconds until a changed profile is in the index that serves, checked as a build checks it."""
    names = frozenset(profile.id for profile in profiles)
    engine = open_engine(f"whoosh:{index}")
    engine.searcher()
    for number, profile in enumerate(profiles[:: max(1, len(profiles) // UPDATES)][:UPDATES]):
        first, *others = profile.sections
        section = msgspec.structs.replace(first, text=f"{first.text}\nzyx{'abcdefgh'[number] * 3}")
        changed = msgspec.structs.replace(
            profile, sections=(section, *others), fingerprint=f"changed {number}"
        )
        expected = Expectation(names, {changed.id: changed.fingerprint}, before=len(names))
        yield round(_clock(partial(engine.update, [changed], (), verify=expected.objections)), 3)
    engine.close()


def _document(profile: Profile) -> Document:
    """A profile as a peer is given it; its summary is a section."""
    kinds = counted(profile).any
    return Document(
        id=profile.id,
        title=profile.title,
        alternative_titles=profile.alternative_titles,
        sections=(
            ("description", "", profile.summary),
            *((section.kind.value, section.heading, section.text) for section in profile.sections),
        ),
        qualifications=tuple(kind.slug for kind in TAXONOMY if kind.slug in kinds),
    )

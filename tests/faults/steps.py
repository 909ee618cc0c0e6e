"""The same result: an index brought up to date edit by edit, and one built from nothing."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import strategies as st

from indexer.engines import open_engine
from indexer.library.corpus import Corpus
from indexer.query import Query, RoleChoice, Sort
from indexer.updating.sync import sync
from tests.faults.library import QUESTIONS, name, title, write

MOST = 10


class Edit(msgspec.Struct, frozen=True):
    """What an editor does to one profile: `write`, `remove` or `move`; or to the list of synonyms: `list`."""

    deed: str
    number: int
    edition: str


EDITS = st.builds(
    Edit,
    deed=st.sampled_from(("write", "write", "write", "remove", "move", "list")),
    number=st.integers(0, MOST - 1),
    edition=st.sampled_from(("morning", "noon", "evening")),
)
DAYS = st.lists(st.lists(EDITS, min_size=1, max_size=6), min_size=1, max_size=5)
"""Several builds, each after a few edits."""


def differences(days: Sequence[Sequence[Edit]], place: Path) -> list[str]:
    """What an index brought up to date after each day answers otherwise than one built at the end."""
    content = place / "content"
    (content / "moved").mkdir(parents=True)
    write(content / "always.md", MOST, "morning")
    for edits in days:
        for edit in edits:
            _do(edit, content)
        _build(content, place / "updated")
    _build(content, place / "built")
    updated, built = _answers(place / "updated"), _answers(place / "built")
    shutil.rmtree(place)
    return [
        f"{asked}: {updated[asked]} is not {built[asked]}"
        for asked in built
        if updated[asked] != built[asked]
    ]


def _do(edit: Edit, content: Path) -> None:
    here, there = (folder / f"{name(edit.number)}.md" for folder in (content, content / "moved"))
    place = there if there.exists() else here
    if edit.deed == "list":
        lines = f'[one_way]\n"{edit.edition} worker" = ["{title(edit.number)}"]\n'
        (content / "synonyms.toml").write_text(lines, encoding="utf-8")
    elif edit.deed == "write":
        write(place, edit.number, edit.edition)
    elif place.exists() and edit.deed == "remove":
        place.unlink()
    elif place.exists():
        place.rename(here if place == there else there)


def _build(content: Path, root: Path) -> None:
    with closing(open_engine(f"whoosh:{root}")) as engine:
        report = sync(Corpus([content]), engine)
        if report.objections or report.refused:
            raise AssertionError(report)


def _answers(root: Path) -> dict[str, Any]:
    """Everything an index can be asked, but for what names the generation."""
    with closing(open_engine(f"whoosh:{root}")) as engine:
        searcher = engine.searcher()
        entries = searcher.catalogue()
        answers: dict[str, Any] = {
            f"search {query}": msgspec.structs.replace(searcher.search(query), generation="", took_ms=0)
            for query in (*_queries(), *(Query(text=entry.title) for entry in entries))
        }
        for entry in entries:
            answers[f"profile {entry.id}"] = searcher.get(entry.id)
            answers[f"similar {entry.id}"] = searcher.similar(entry.id, 5)
        answers |= {
            f"suggest {prefix}": searcher.suggest(prefix, 8) for prefix in ("", "b", "gar", "bridge k")
        }
        status = engine.status()
        answers |= {"catalogue": list(entries), "fingerprints": dict(engine.fingerprints())}
        return answers | {"status": (status.profiles, status.content_hash, status.healthy)}


def _queries() -> list[Query]:
    more = ("noon worker", "mornign", "copper -rope", "lathe operator", "brass timber nonsense")
    texts = [Query(text=text) for text in (*QUESTIONS, *more)]
    narrowed = Query(text="metal", qualification=("hnd", "nvq"), level=(3, 4, 5), role=RoleChoice.DIRECT)
    by_title = Query(text="copper", category=("Bridge work", "Kiln work"), sort=Sort.TITLE, page_size=3)
    return [*texts, narrowed, by_title, Query(text="metal paper", exact=True), Query(page=2, page_size=4)]

"""Writing: fills a draft, validates it, and lets it serve."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import NamedTuple

from indexer.engine import Verify
from indexer.engines.opensearch.client import WRITING, Client
from indexer.engines.opensearch.documents import document_of, profile_of, unpack
from indexer.engines.opensearch.draft import Base, Draft
from indexer.engines.opensearch.generation import OpenGeneration
from indexer.engines.opensearch.mapping import PACKED
from indexer.engines.opensearch.searcher import ClusterSearcher
from indexer.engines.opensearch.served import (
    Seen,
    ServedGeneration,
    State,
    alias_of,
    indices_of,
    move_alias,
    read_state,
    write_state,
)
from indexer.engines.opensearch.store import Store, Write, marked, unseen, visible
from indexer.errors import IndexFailure, IndexRefused
from indexer.language.synonyms import Synonym
from indexer.profile import Profile
from indexer.rules.schema import content_hash

logger = logging.getLogger(__name__)


class Change(NamedTuple):
    """What an update is to change."""

    profiles: Iterable[Profile]
    removed: Collection[str]
    synonyms: tuple[Synonym, ...]
    verify: Verify | None


class Published(NamedTuple):
    """A generation that serves now, opened."""

    seen: Seen
    searcher: ClusterSearcher


def update(client: Client, number: int, base: Published | None, change: Change) -> Published:
    """Publish the next generation in the index of the one that serves, or in a new index if there is none.

    Raises IndexRefused with the objections to it; nobody sees anything of it then.
    """
    if base is None:
        return _in_new_index(client, number, change)
    opened, before = base.searcher.opened, _without_rolled_back(client, base.seen)
    tidy(client, before, number)
    start = Base(opened.served.number, opened.library, fingerprints(client, before))
    draft = Draft(client, before.place, number, start)
    served, searcher = _filled(draft, change, opened)
    after = before.state.with_newest(served)
    write_state(client, before, after)
    return Published(before._replace(state=after, version=None), searcher)


def _without_rolled_back(client: Client, seen: Seen) -> Seen:
    """Give up the generations after the one that serves, as the next one is built from it."""
    state = seen.state.up_to_current()
    if state == seen.state:
        return seen
    write_state(client, seen, state)
    return read_state(client, seen.place, WRITING)


def _in_new_index(client: Client, number: int, change: Change) -> Published:
    """Fill an index beside the old one, and let the alias name it in one step."""
    draft = Draft(client, f"{client.address.name}-g{number:06}", number, Base())
    draft.store.create()
    try:
        served, searcher = _filled(draft, change, None)
        draft.store.replicate()
        seen = Seen(draft.store.index, State((served,), served.number))
        write_state(client, seen, seen.state)
        before = alias_of(client, client.address.name)
        move_alias(client, client.address.name, seen.place)
    except BaseException:
        with suppress(IndexFailure):
            draft.store.delete()
        raise
    _drop(client, {seen.place, before})
    return Published(seen, searcher)


def _filled(
    draft: Draft, change: Change, before: OpenGeneration | None
) -> tuple[ServedGeneration, ClusterSearcher]:
    """A draft with all its profiles, opened; raises IndexRefused if it fails its checks."""
    draft.fill(change.profiles, change.removed, change.synonyms)
    served = draft.seal(content_hash(draft.fingerprints.items(), change.synonyms))
    opened = OpenGeneration(draft.store.client, draft.store.index, served, before, draft.library)
    if len(opened.known.by_id) != served.profiles:
        found = len(opened.known.by_id)
        raise IndexRefused((f"the cluster has {found} of the {served.profiles} profiles that were written",))
    searcher = ClusterSearcher(opened)
    if change.verify and (objections := tuple(change.verify(searcher))):
        raise IndexRefused(objections)
    return served, searcher


def fingerprints(client: Client, seen: Seen) -> dict[str, str]:
    """The sources that an index serves, with their hashes."""
    fields = ("source", "fingerprint")
    hits = Store(client, seen.place).sources(visible(seen.serving.number), fields)
    return {hit["_source"]["source"]: hit["_source"]["fingerprint"] for hit in hits}


def kept(client: Client, seen: Seen, sources: Collection[str]) -> list[Profile]:
    """The profiles of some sources, or below them, from an index of any schema version."""
    query = {"bool": {"filter": [visible(seen.serving.number), {"terms": {"sources": [*sources]}}]}}
    hits = Store(client, seen.place).sources(query, (PACKED,))
    return [profile_of(hit["_source"][PACKED]) for hit in hits]


def tidy(client: Client, seen: Seen, number: int) -> None:
    """Take back what drafts have left that were never published, and delete what no generation has.

    `number` is that of the next generation, which is above those of all drafts before.
    """
    newest, oldest = seen.serving.number, seen.state.oldest
    store = Store(client, seen.place)
    store.refresh()
    for hit in [*store.sources(marked(newest), ("since", PACKED))]:
        document = document_of(unpack(hit["_source"][PACKED]), hit["_source"]["since"])
        store.write([Write(hit["_id"], number, document)])
    gone = [hit["_id"] for hit in store.sources(unseen(oldest, newest), ("key",))]
    store.write(Write(one, number, None) for one in gone)
    store.refresh()


def _drop(client: Client, keep: set[str | None]) -> None:
    """Delete the indices that neither serve nor have served before."""
    for index in indices_of(client, client.address.name):
        if index not in keep:
            try:
                client.ask("DELETE", f"/{index}", patience=WRITING)
            except IndexFailure as error:
                logger.warning("the old index %s could not be deleted: %s", index, error)

"""Publishing: fill a draft, validate it, and make it serve."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import NamedTuple

from indexer.engine import Verify
from indexer.engines.opensearch.cluster.client import WRITING, Client
from indexer.engines.opensearch.cluster.served import (
    Seen,
    ServedGeneration,
    State,
    alias_of,
    indices_of,
    move_alias,
    read_state,
    write_state,
)
from indexer.engines.opensearch.search.generation import OpenGeneration
from indexer.engines.opensearch.searcher import ClusterSearcher
from indexer.engines.opensearch.writing.draft import ClusterDraft, DraftBase
from indexer.engines.opensearch.writing.sources import fingerprints
from indexer.engines.opensearch.writing.tidying import tidy
from indexer.errors import IndexFailure, IndexRefused
from indexer.language.synonyms import Synonym
from indexer.profile import Profile
from indexer.rules.schema import content_hash

logger = logging.getLogger(__name__)


class Change(NamedTuple):
    """What an update changes."""

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

    Raises IndexRefused with the validation failures; nothing of the draft is visible then.
    """
    if base is None:
        return _in_new_index(client, number, change)
    opened, before = base.searcher.opened, _without_rolled_back(client, base.seen)
    tidy(client, before, number)
    start = DraftBase(opened.served.number, opened.collection, fingerprints(client, before))
    draft = ClusterDraft(client, before.place, number, start)
    served, searcher = _filled(draft, change, opened)
    after = before.state.with_newest(served)
    write_state(client, before, after)
    return Published(before._replace(state=after, version=None), searcher)


def _without_rolled_back(client: Client, seen: Seen) -> Seen:
    """Drop the generations newer than the one that serves, because the next is built from that one."""
    state = seen.state.up_to_current()
    if state == seen.state:
        return seen
    write_state(client, seen, state)
    return read_state(client, seen.place, WRITING)


def _in_new_index(client: Client, number: int, change: Change) -> Published:
    """Fill an index beside the old one, and move the alias to it in one step."""
    draft = ClusterDraft(client, f"{client.address.name}-g{number:06}", number, DraftBase())
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
            if alias_of(client, client.address.name) != draft.store.index:  # an answer may have been lost
                draft.store.delete()
        raise
    _drop(client, {seen.place, before})
    return Published(seen, searcher)


def _filled(
    draft: ClusterDraft, change: Change, before: OpenGeneration | None
) -> tuple[ServedGeneration, ClusterSearcher]:
    """A draft with all its profiles, opened; raises IndexRefused if it fails its checks."""
    draft.fill(change.profiles, change.removed, change.synonyms)
    served = draft.seal(content_hash(draft.fingerprints.items(), change.synonyms))
    opened = OpenGeneration(draft.store.client, draft.store.index, served, before, draft.collection)
    if len(opened.known.by_id) != served.profiles:
        found = len(opened.known.by_id)
        raise IndexRefused((f"the cluster has {found} of the {served.profiles} profiles that were written",))
    searcher = ClusterSearcher(opened)
    if change.verify and (objections := tuple(change.verify(searcher))):
        raise IndexRefused(objections)
    return served, searcher


def _drop(client: Client, keep: set[str | None]) -> None:
    """Delete all indices of this library except `keep`."""
    for index in indices_of(client, client.address.name):
        if index not in keep:
            try:
                client.ask("DELETE", f"/{index}", patience=WRITING)
            except IndexFailure as error:
                logger.warning("the old index %s could not be deleted: %s", index, error)

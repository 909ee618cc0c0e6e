"""How content differs from an index, whatever its size."""

from __future__ import annotations

import pytest

from indexer.errors import ContentError
from indexer.updating.difference import Difference


def _refused(source: str) -> ContentError:
    return ContentError("cannot be read", path=source, source=source)


@pytest.mark.parametrize("source", ["trades/tiler.md", "trades", "export.jsonl"])
def test_nothing_that_became_unreadable_is_removed(source: str) -> None:
    indexed = {"trades/tiler.md": "a", "export.jsonl#potter": "b", "tailor.md": "c"}
    unread = {name for name in indexed if name.startswith(source)}
    difference = Difference({}, indexed, (_refused(source),), afresh=False)
    assert set(difference.removed()) == indexed.keys() - unread


def test_a_name_that_only_begins_like_an_unreadable_one_is_removed() -> None:
    difference = Difference({}, {"trades2/tiler.md": "a"}, (_refused("trades"),), afresh=False)
    assert difference.removed() == ["trades2/tiler.md"]


@pytest.mark.timeout(20)
def test_thousands_of_removals_among_thousands_of_refusals_take_a_moment() -> None:
    indexed = {f"old/{number}.md": "a" for number in range(30_000)}
    refused = tuple(_refused(f"new/{number}.md") for number in range(30_000))
    assert len(Difference({}, indexed, refused, afresh=False).removed()) == 30_000

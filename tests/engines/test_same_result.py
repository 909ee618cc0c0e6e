"""An index that was brought up to date step by step answers exactly as one that was built from nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from indexer.engines.whoosh.indexing import build, merging, workers
from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.profile import Profile
from indexer.query import Query, Sort
from indexer.results import Results
from tests.contract.library import LIBRARY
from tests.engines.made_up import index, profiles, questions

PREFIXES = ("b", "ca", "stock c", "brigde", "level", "nv", "trade")
IDS = [f"p{number}" for number in range(24)]

Update = tuple[Sequence[Profile], Sequence[str]]


@st.composite
def histories(draw: st.DrawFn) -> list[Update]:
    """Updates that add, change and remove: a larger one first, so that small segments stand beside it."""
    first = [draw(profiles(name)) for name in IDS[: draw(st.integers(1, 20))]]
    updates: list[Update] = [(first, ())]
    for _ in range(draw(st.integers(1, 4))):
        names = draw(st.lists(st.sampled_from(IDS), max_size=4, unique=True))
        gone = draw(st.lists(st.sampled_from(IDS), max_size=4, unique=True))
        changed = [draw(profiles(name)) for name in names]
        updates.append((changed, [f"{name}.md" for name in gone if name not in names]))
    return updates


def final(updates: Sequence[Update]) -> list[Profile]:
    """What is left in the end."""
    left: dict[str, Profile] = {}
    for changed, removed in updates:
        left = {source: one for source, one in left.items() if source not in removed}
        left |= {one.source: one for one in changed}
    return list(left.values())


@given(histories(), st.lists(questions, min_size=3, max_size=5))
@settings(max_examples=40, deadline=None)
def test_updates_and_a_fresh_build_answer_alike(updates: list[Update], asked: list[Query]) -> None:
    content = final(updates)
    with index(*updates) as updated, index((content, ())) as fresh:
        event(f"{len(updated.reader.segments)} segments")
        assert everything(updated, content, asked) == everything(fresh, content, asked)


def test_segments_are_merged_and_left_alone_along_the_way() -> None:
    """The written library in several segments, with deletions in one and another written anew."""
    one, other = LIBRARY[:9], LIBRARY[9:12]
    steps: list[Update] = [(one, ()), (other, ()), (LIBRARY[12:13], [LIBRARY[1].source])]
    asked = [Query("boats"), Query("quality control"), Query("", sort=Sort.UPDATED), Query("the")]
    with index(*steps) as updated, index((final(steps), ())) as fresh:
        assert len(updated.reader.segments) == 3
        assert not updated.reader.live.all()
        assert everything(updated, LIBRARY, asked) == everything(fresh, LIBRARY, asked)
    merging: Update = (LIBRARY[13:], [two.source for two in LIBRARY[2:6]])
    with index(*steps, merging) as updated, index((final([*steps, merging]), ())) as fresh:
        assert len(updated.reader.segments) == 1
        assert everything(updated, LIBRARY, asked) == everything(fresh, LIBRARY, asked)


def everything(searcher: WhooshSearcher, content: Sequence[Profile], asked: Sequence[Query]) -> list[object]:
    """All that can be seen from outside but what names the generation and the time."""
    answers: list[object] = [page for query in asked for page in pages(searcher, query)]
    answers += [searcher.suggest(prefix, 8) for prefix in PREFIXES]
    answers += [searcher.similar(one.id, 5) for one in content]
    answers += [searcher.get(one.id) for one in content]
    answers += [searcher.highlight(one.id, query.text) for one in content for query in asked]
    return [*answers, list(searcher.catalogue())]


def pages(searcher: WhooshSearcher, query: Query) -> Iterator[Results]:
    """The first pages of an answer, and one in large."""
    for page, size in ((1, 3), (2, 3), (1, 50)):
        answer = searcher.search(msgspec.structs.replace(query, page=page, page_size=size))
        yield msgspec.structs.replace(answer, took_ms=0, generation="")


def test_real_profiles_answer_alike_after_updates(ncs: Sequence[Profile]) -> None:
    content = ncs[::8]
    steps: list[Update] = [
        ([msgspec.structs.replace(one, title=one.title + " (old)") for one in content[:60]], ()),
        (content[40:90], [content[3].source]),
        ([*content[:40], *content[90:]], ()),
        (content[50:52], ()),
    ]
    asked = [
        Query("nurse"),
        Query("engineering design"),
        Query("how do I work with animals"),
        Query("polise"),
    ]
    with index(*steps) as updated, index((content, ())) as fresh:
        assert {one.id for one in final(steps)} == {one.id for one in content}
        assert everything(updated, content, asked) == everything(fresh, content, asked)


@pytest.mark.parametrize("first", [0, 1])
def test_the_order_in_which_profiles_come_does_not_matter(first: int) -> None:
    asked = [Query("boats"), Query("stock control"), Query("water", sort=Sort.TITLE)]
    with index((LIBRARY, ())) as straight, index((LIBRARY[::-1][first:], ()), (LIBRARY, ())) as reverse:
        assert everything(reverse, LIBRARY, asked) == everything(straight, LIBRARY, asked)


@pytest.mark.parametrize("largest", [1, 3])
def test_a_library_of_many_segments_answers_as_one_of_a_single_segment(
    largest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "CHUNK", 1)
    with index((LIBRARY, ())) as whole, monkeypatch.context() as small:
        small.setattr(build, "LARGEST", largest)
        small.setattr(merging, "LARGEST", largest)
        with index((LIBRARY, ())) as parts:
            assert len(whole.reader.segments) == 1
            assert len(parts.reader.segments) == -(-len(LIBRARY) // largest)
            for profile in LIBRARY:
                for query in (Query(profile.title), Query(profile.summary), Query(sort=Sort.TITLE)):
                    assert same(parts.search(query)) == same(whole.search(query))
                assert parts.similar(profile.id, 5) == whole.similar(profile.id, 5)
                assert parts.get(profile.id) == whole.get(profile.id)


def same(results: Results) -> Results:
    return msgspec.structs.replace(results, generation="", took_ms=0)

"""Going back in the history of an index, and holding it there, on every engine."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from indexer.engine import Engine
from indexer.errors import IndexFailure, IndexMissing
from tests.contract.library import LIBRARY


def published(engine: Engine, *counts: int) -> list[str]:
    """Publish a generation with so many profiles for each count; returns their names."""
    names = []
    for count in counts:
        removed = sorted(set(engine.fingerprints()) - {profile.source for profile in LIBRARY[:count]})
        names.append(str(engine.update(LIBRARY[:count], removed).generation))
    return names


def test_an_index_that_was_never_built_has_no_generations(engine: Engine) -> None:
    assert engine.generations() == ()
    with pytest.raises(IndexMissing):
        engine.rollback()


def test_the_generations_are_listed_the_newest_first(engine: Engine) -> None:
    first, second = published(engine, 2, 3)
    newest, oldest = engine.generations()
    assert (newest.name, newest.profiles, newest.current) == (second, 3, True)
    assert (oldest.name, oldest.profiles, oldest.current) == (first, 2, False)
    assert newest.size > 0
    for each in (newest, oldest):
        assert (each.problem, each.held) == ("", False)
    assert newest.built
    assert oldest.built
    assert dt.datetime.now(dt.UTC) - dt.timedelta(minutes=5) < oldest.built <= newest.built


def test_one_may_go_back_to_a_generation_by_its_name_and_forward_again(engine: Engine) -> None:
    first, _, third = published(engine, 1, 2, 3)
    assert engine.rollback(first).profiles == 1
    assert len(engine.searcher().catalogue()) == 1
    assert engine.rollback(third).generation == third
    assert len(engine.searcher().catalogue()) == 3


def test_a_generation_that_is_not_kept_is_said_with_those_that_are(engine: Engine) -> None:
    first, second = published(engine, 1, 2)
    with pytest.raises(IndexFailure, match=f"there is no generation g00000099 .*: {second}, {first}"):
        engine.rollback("g00000099")
    assert engine.status().generation == second


def test_a_hold_lasts_until_it_is_released(engine: Engine) -> None:
    first, second = published(engine, 1, 2)
    status = engine.rollback(hold=True)
    assert status.generation == first
    assert status.held
    assert dt.datetime.now(dt.UTC) - status.held < dt.timedelta(minutes=5)
    assert {each.name: each.held for each in engine.generations()} == {second: False, first: True}
    assert engine.rollback(second).held, "going elsewhere does not end a hold"
    assert engine.release().held is None
    assert engine.release().held is None
    assert not any(each.held for each in engine.generations())


def test_the_generation_that_serves_may_be_held_where_it_is(engine: Engine) -> None:
    _, second = published(engine, 1, 2)
    status = engine.rollback(second, hold=True)
    assert (status.generation, status.held is not None) == (second, True)


def test_a_hold_that_cannot_be_had_holds_nothing(engine: Engine) -> None:
    published(engine, 1)
    with pytest.raises(IndexFailure, match="no good generation before"):
        engine.rollback(hold=True)
    assert engine.status().held is None


def test_a_held_status_says_what_to_do_unless_nothing_serves(engine: Engine) -> None:
    published(engine, 1, 2)
    status = engine.rollback(hold=True)
    assert "`profile-index rollback --release`" in (status.hold or "")
    assert msgspec.structs.replace(status, generation=None).hold is None
    assert engine.release().hold is None

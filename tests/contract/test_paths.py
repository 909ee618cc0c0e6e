"""What every engine promises of paths: they are those of the library that it has now."""

from __future__ import annotations

from typing import Any

import msgspec

from indexer.engine import Engine, Searcher
from indexer.paths import Names, Paths, steps
from indexer.profile import Profile
from tests.contract.library import profile

COOPER = profile(
    "Cooper",
    requirements="You could start as a saw doctor or a charcoal burner.",
    opportunities="With experience, you could become a master blender, a cellar foreman or a sign writer.",
)
BLENDER = profile("Master blender", opportunities="Some go on to be tour guides at the distillery.")
SAWYER = profile("Saw doctor", duties="set the teeth of saws for the cooper")
FOREMAN = profile("Warehouse keeper", also=("cellar foreman",))
LIBRARY = (COOPER, BLENDER, SAWYER, FOREMAN)


def paths(searcher: Searcher, profile_id: str) -> Paths:
    return Paths.of(searcher.paths(profile_id))


def changed(one: Profile, **values: Any) -> Profile:
    """A profile as it is after an edit."""
    return msgspec.structs.replace(one, fingerprint="edited", **values)


def as_if_built_anew(searcher: Searcher) -> bool:
    """Whether every profile has the steps that its text has with the names of the library."""
    names = Names.of(searcher.catalogue())
    read = {entry.id: searcher.get(entry.id) for entry in searcher.catalogue()}
    return all(searcher.paths(each) == steps(one, names) for each, one in read.items() if one)


def test_paths_lead_to_the_profiles_of_the_jobs_that_are_named(engine: Engine) -> None:
    engine.update(LIBRARY, ())
    found = paths(engine.searcher(), "cooper")
    assert found == Paths(("master-blender", "warehouse-keeper"), ("saw-doctor",))
    assert paths(engine.searcher(), "saw-doctor") == Paths()


def test_a_step_says_where_the_text_names_it(engine: Engine) -> None:
    engine.update(LIBRARY, ())
    step = next(each for each in engine.searcher().paths("cooper") if each.profile_id == "warehouse-keeper")
    assert COOPER.sections[step.section].text[slice(*step.span)] == step.text == "cellar foreman"


def test_a_profile_that_joins_is_linked_from_those_that_name_it(engine: Engine) -> None:
    engine.update(LIBRARY, ())
    engine.update([profile("Charcoal burner"), profile("Tour guide")], ())
    searcher = engine.searcher()
    assert paths(searcher, "cooper").comes_from == ("saw-doctor", "charcoal-burner")
    assert paths(searcher, "master-blender").leads_to == ("tour-guide",)
    assert as_if_built_anew(searcher)


def test_a_profile_that_leaves_is_no_longer_linked(engine: Engine) -> None:
    engine.update(LIBRARY, ())
    engine.update((), [BLENDER.source])
    assert paths(engine.searcher(), "cooper").leads_to == ("warehouse-keeper",)
    assert engine.searcher().paths("master-blender") == ()


def test_a_profile_that_is_renamed_is_linked_by_its_new_name_alone(engine: Engine) -> None:
    engine.update(LIBRARY, ())
    engine.update([changed(BLENDER, title="Sign writer"), changed(FOREMAN, alternative_titles=())], ())
    assert paths(engine.searcher(), "cooper").leads_to == ("master-blender",)
    assert [step.text for step in engine.searcher().paths("cooper")][-1] == "sign writer"
    assert as_if_built_anew(engine.searcher())


def test_a_text_that_changes_has_the_paths_that_it_names_now(engine: Engine) -> None:
    engine.update(LIBRARY, ())
    section = msgspec.structs.replace(COOPER.sections[1], text="You could become a saw doctor.")
    engine.update([changed(COOPER, sections=(section,))], ())
    assert paths(engine.searcher(), "cooper") == Paths(("saw-doctor",), ())


def test_an_unknown_profile_has_no_paths(engine: Engine) -> None:
    engine.update(LIBRARY, ())
    assert engine.searcher().paths("wheelwright") == ()

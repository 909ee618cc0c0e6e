"""The library that ships is broad, complete and worth reading: what a new user sees first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from indexer.engines import open_engine
from indexer.paths import Names, paths_of
from indexer.profile import Profile
from indexer.query import Query
from indexer.sentences import SENTENCE_END
from indexer.ways import ways_in
from tests.corpora import OUR_OWN
from tests.site import profiles

LIBRARY = tuple(profiles(OUR_OWN))
NAMES = Names.of(LIBRARY)
WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
SAID = 4
"""Words from which on a sentence is one that two profiles may not share; "tidy hands" is anybody's."""

each_profile = pytest.mark.parametrize("profile", LIBRARY, ids=lambda profile: profile.id)


def sentences(text: str) -> Iterator[str]:
    """The sentences and list items of a text, in small letters and without punctuation."""
    for line in text.splitlines():
        for sentence in SENTENCE_END.split(line):
            if len(words := WORD.findall(sentence.lower())) >= SAID:
                yield " ".join(words)


def said(profile: Profile) -> set[str]:
    """Every sentence of a profile's sections."""
    return {sentence for section in profile.sections for sentence in sentences(section.text)}


def front_matter(profile: Profile) -> dict[str, object]:
    """What the front matter of a profile says, key by key."""
    _, front, _ = (OUR_OWN / f"{profile.id}.md").read_text(encoding="utf-8").split("---\n", 2)
    read = yaml.safe_load(front)
    assert isinstance(read, dict)
    return read


def test_it_is_broad() -> None:
    assert len(LIBRARY) >= 40
    assert len({profile.category for profile in LIBRARY}) >= 14


def test_jobs_of_every_level_are_in_it() -> None:
    lowest = Counter(
        min((way.start.low for way in ways_in(profile) if way.start), default=None) for profile in LIBRARY
    )
    assert {0, 2, 3} <= set(lowest)
    assert lowest[0] >= 10, "jobs that need no qualifications at all"


@each_profile
def test_a_profile_has_the_length_of_a_page_that_is_read(profile: Profile) -> None:
    words = sum(len(WORD.findall(f"{section.heading} {section.text}")) for section in profile.sections)
    assert 300 <= words <= 600


@each_profile
def test_a_profile_has_what_visitors_and_editors_look_for(profile: Profile) -> None:
    assert profile.summary
    assert profile.category
    assert len(profile.alternative_titles) >= 2
    assert profile.published
    assert profile.updated
    assert profile.review_by
    assert profile.published <= profile.updated < profile.review_by


@each_profile
def test_a_profile_says_what_the_job_pays_and_when_it_is_done(profile: Profile) -> None:
    front = front_matter(profile)
    pay = front["pay"]
    assert isinstance(pay, dict)
    assert pay.keys() == {"from", "to", "period"}
    assert pay["from"] < pay["to"]
    assert re.fullmatch(r"[\d.]+( to [\d.]+)? a week", str(front["hours"]))
    assert front["pattern"]


@each_profile
def test_a_summary_is_no_sentence_of_the_text(profile: Profile) -> None:
    assert not set(sentences(profile.summary)) & said(profile)


@each_profile
def test_a_profile_says_how_to_start(profile: Profile) -> None:
    assert ways_in(profile)


@each_profile
def test_a_profile_names_a_next_step_that_is_in_the_library(profile: Profile) -> None:
    assert paths_of(profile, NAMES).leads_to


def test_no_sentence_is_in_two_profiles() -> None:
    counts = Counter(sentence for profile in LIBRARY for sentence in said(profile))
    assert [sentence for sentence, count in counts.items() if count > 1] == []


def test_no_two_summaries_are_the_same() -> None:
    assert len({profile.summary for profile in LIBRARY}) == len(LIBRARY)


def test_profiles_are_not_written_into_one_form() -> None:
    forms = Counter(tuple(section.heading for section in profile.sections) for profile in LIBRARY)
    assert [form for form, count in forms.items() if count > 2] == []


def test_the_question_of_the_tour_finds_the_profile_that_answers_it(tmp_path: Path) -> None:
    engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    engine.update(LIBRARY, ())
    results = engine.searcher().search(Query("inventory control careers"))
    engine.close()
    assert results.hits[0].id == "production-manager"

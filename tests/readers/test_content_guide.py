"""What the guide for editors shows is read as it says."""

import datetime as dt
import re
from pathlib import Path

import pytest

from indexer.language.synonyms import Synonym, read_synonyms
from indexer.profile import Profile, SectionKind
from indexer.readers.headings import extended
from indexer.readers.keys import OWN
from tests.readers.reading import outline, read, written

GUIDE = (Path(__file__).parents[2] / "docs" / "content.md").read_text(encoding="utf-8")
DUTIES = (
    SectionKind.DUTIES,
    "Typical duties",
    "agree dates with suppliers\nwarn the shop floor early",
)


def example(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


@pytest.fixture(params=[("markdown", ".md"), ("text", ".txt"), ("json", ".jsonl")], ids=lambda pair: pair[0])
def profile(request: pytest.FixtureRequest, tmp_path: Path) -> Profile:
    language, suffix = request.param
    return read(written(tmp_path, f"stock-planner{suffix}", example(language)))


def test_every_example_is_the_same_job(profile: Profile) -> None:
    kind, heading, text = outline(profile)[-1]
    assert (profile.id, profile.title.capitalize()) == ("stock-planner", "Stock planner")
    assert (kind, heading.capitalize(), text) == DUTIES


def test_the_example_in_plain_text_has_its_dates_and_summary(tmp_path: Path) -> None:
    profile = read(written(tmp_path, "a.txt", example("text")))
    assert (profile.published, profile.updated) == (dt.date(2025, 3, 1), dt.date(2025, 11, 14))
    assert profile.summary == "See what a stock planner does all day."


def test_the_example_of_a_table_of_headings_holds(tmp_path: Path) -> None:
    table = extended(written(tmp_path, "headings.toml", example("toml")))
    assert table.kind("On the shop floor") is SectionKind.DUTIES
    assert table.left_out("Advertise with us")


def test_the_example_of_synonyms_holds(tmp_path: Path) -> None:
    blocks = re.findall(r"^```toml\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    assert read_synonyms(written(tmp_path, "synonyms.toml", blocks[-1])) == (
        Synonym("bin man", ("refuse collector",)),
        Synonym("lorry driver", ("hgv driver",), both_ways=True),
    )


def test_every_key_of_front_matter_is_explained() -> None:
    rows = GUIDE.split("| Key | |")[1].split("\n\n")[0]
    explained = re.findall(
        r"`([a-z_]+)`", " ".join(line.split("|")[1] for line in rows.splitlines() if "`" in line)
    )
    assert explained == list(OWN)

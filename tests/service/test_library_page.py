"""The page for editors: who may see it, and what it says."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from indexer.engines import open_engine
from indexer.library.corpus import Corpus
from indexer.profile import Profile, Section, SectionKind
from indexer.updating.sync import sync
from service.app import create_app
from service.editors.coverage import COLUMNS, coverage
from service.editors.missed import NAME, MissedSearches
from service.editors.page import synonym_line
from service.settings import LibraryPage, Settings

TOKEN = "a-token-that-nobody-guesses"
WHOLE = "## Duties\n\n- forge\n\n## Entry requirements\n\nYou need patience.\n"

Serve = Callable[..., TestClient]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    put(folder, "farrier", WHOLE)
    put(folder, "cooper", "## Entry requirements\n\nYou need <b>wood</b>.\n", "review_by: 2020-01-01\n")
    put(folder, "tanner", WHOLE, "draft: true\n")
    (folder / "broken.md").write_text("---\ntitle: [\n---\n")
    return folder


def put(folder: Path, name: str, text: str, more: str = "") -> None:
    (folder / f"{name}.md").write_text(f"---\ntitle: {name.title()} & Son\n{more}---\n\n{text}", "utf-8")


@pytest.fixture
def serving(library: Path, tmp_path: Path) -> Iterator[Serve]:
    """Build the library, and serve it with some settings."""
    with ExitStack() as stack:

        def made(**changes: object) -> TestClient:
            given = {"index": str(tmp_path / "index"), "profiles": (str(library),), **changes}
            settings = Settings(**given)  # type: ignore[arg-type]
            with closing(open_engine(settings.engine_url)) as engine:
                sync(Corpus([library]), engine)
            return stack.enter_context(TestClient(create_app(settings), raise_server_exceptions=False))

        yield made


def basic(password: str) -> dict[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(f'ann:{password}'.encode()).decode()}"}


def page(client: TestClient) -> LexborHTMLParser:
    return LexborHTMLParser(client.get("/library").raise_for_status().text)


def text_of(parsed: LexborHTMLParser, heading: str) -> str:
    """The text of the section below a heading."""
    node = parsed.css_first(f"section[aria-labelledby={heading}]")
    assert node is not None
    return " ".join(node.text(separator=" ").split())


def test_a_browser_is_asked_for_the_token_as_a_password(serving: Serve) -> None:
    client = serving(rebuild_token=TOKEN)
    asked = client.get("/library")
    assert (asked.status_code, asked.headers["WWW-Authenticate"][:5]) == (401, "Basic")
    assert "Enter the token as the password" in asked.text
    wrong = client.get("/library", headers=basic("not-the-token-at-all"))
    assert (wrong.status_code, wrong.headers["WWW-Authenticate"][:5]) == (401, "Basic")
    assert "Cooper" not in asked.text + wrong.text
    for header in (basic(TOKEN), {"Authorization": f"Bearer {TOKEN}"}):
        shown = client.get("/library", headers=header)
        assert (shown.status_code, shown.headers["Cache-Control"]) == (200, "no-store")
        assert "Cooper &amp; Son" in shown.text


@pytest.mark.parametrize("header", ["Basic", "Basic !", "Basic YW5u", f"Basic {TOKEN}", "Digest x"])
def test_other_credentials_are_wrong_tokens(serving: Serve, header: str) -> None:
    answer = serving(rebuild_token=TOKEN).get("/library", headers={"Authorization": header})
    assert answer.status_code == 401


def test_without_a_token_the_page_is_off_unless_it_is_open(serving: Serve) -> None:
    assert serving().get("/library").status_code == 404
    assert serving(library_page=LibraryPage.OPEN).get("/library").status_code == 200
    off = serving(library_page=LibraryPage.OFF, rebuild_token=TOKEN)
    assert off.get("/library", headers=basic(TOKEN)).status_code == 404


def test_it_says_what_is_missing_refused_held_back_found_and_due(serving: Serve, library: Path) -> None:
    parsed = page(serving(library_page=LibraryPage.OPEN))
    assert "Duties 1 of 2 Cooper & Son" in text_of(parsed, "sections")
    assert "Requirements 2 of 2 none" in text_of(parsed, "sections")
    assert "missing-kind" in text_of(parsed, "findings")
    assert f"{library}/cooper.md" in text_of(parsed, "findings")
    assert f"{library}/cooper.md:3 its review was due on 2020-01-01" in text_of(parsed, "reviews")
    build = text_of(parsed, "build")
    assert f"Refused {library}/broken.md" in build
    assert "Held back tanner.md" in build
    assert "added 2, changed 0 and removed 0" in build


def test_it_says_that_builds_are_held_and_what_to_do(serving: Serve, tmp_path: Path) -> None:
    client = serving(library_page=LibraryPage.OPEN)
    with closing(open_engine(f"whoosh:{tmp_path / 'index'}")) as engine:
        engine.rollback("g00000001", hold=True)
    parsed = page(client)
    assert "`profile-index rollback --release`" in text_of(parsed, "build")
    overview = parsed.css_first(".overview")
    assert overview is not None
    assert "Held last build" in " ".join(overview.text(separator=" ").split())


def test_a_missed_word_is_a_click_away_from_its_synonym(serving: Serve, library: Path) -> None:
    client = serving(library_page=LibraryPage.OPEN)
    for _ in range(3):
        client.get("/?q=zzblacksmith")
    client.get("/?q=zzwheelwright")
    missed = text_of(page(client), "missed")
    assert missed.index("zzblacksmith 3") < missed.index("zzwheelwright 1")
    assert '"zzblacksmith" = ["WORDS IN YOUR PROFILES"]' in missed
    (library / "synonyms.toml").write_text('[one_way]\n"zzblacksmith" = ["forge"]\n')
    served = page(serving(library_page=LibraryPage.OPEN))
    assert "finds 1 profile" in text_of(served, "missed")


def test_a_service_without_a_folder_to_write_to_says_so(
    serving: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serving()
    monkeypatch.setattr(os, "access", lambda *_args, **_kwargs: False)
    client = serving_only(tmp_path)
    assert "We don't count these searches" in text_of(page(client), "missed")
    assert client.get("/?q=zzwheelwright").status_code == 200
    assert not (tmp_path / "index" / NAME).exists()


def serving_only(tmp_path: Path) -> TestClient:
    settings = Settings(
        index=str(tmp_path / "index"),
        profiles=(str(tmp_path / "nowhere"),),
        library_page=LibraryPage.OPEN,
    )
    return TestClient(create_app(settings))


def test_profiles_that_cannot_be_read_from_here_leave_the_rest(serving: Serve, tmp_path: Path) -> None:
    serving()
    parsed = page(serving_only(tmp_path))
    assert "cannot be checked from here" in text_of(parsed, "findings")
    assert "does not exist" in text_of(parsed, "findings")
    assert "Duties 1 of 2" in text_of(parsed, "sections")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("lion tamer", '"lion tamer" = ["WORDS IN YOUR PROFILES"]'),
        ('a "quoted" \\ word', '"a quoted word" = ["WORDS IN YOUR PROFILES"]'),
    ],
)
def test_the_line_of_a_synonym_is_toml(text: str, line: str) -> None:
    assert synonym_line(text) == line


def made_up(number: int, duties: int) -> Profile:
    text = " ".join(["word"] * duties)
    sections = (Section(SectionKind.DUTIES, "Duties", text),) if duties else ()
    return Profile(f"p{number}", f"Job {number}", sections)


def test_the_picture_has_a_shade_for_each_length() -> None:
    covered = coverage([made_up(number, words) for number, words in enumerate((0, 1, 60, 200))])
    duties = [kind.kind for kind in covered.kinds].index(SectionKind.DUTIES)
    assert [column[duties] for column in covered.columns] == [0, 1, 2, 3]
    assert covered.path(duties, 3) == f"M3 {duties * 10 + 1}h1v8h-1z"
    assert covered.kinds[duties].having == 3
    assert [each.id for each in covered.kinds[duties].missing] == ["p0"]


def test_a_large_library_has_a_picture_of_the_same_size_that_hides_no_gap() -> None:
    covered = coverage([made_up(number, 0 if number == 700 else 5) for number in range(1000)])
    duties = [kind.kind for kind in covered.kinds].index(SectionKind.DUTIES)
    assert len(covered.columns) == COLUMNS
    assert [column[duties] for column in covered.columns].count(0) == 1


def test_nothing_has_an_empty_picture() -> None:
    assert coverage([]).columns == ()


def test_counts_are_kept_with_the_index(serving: Serve, tmp_path: Path) -> None:
    serving().get("/?q=zzwheelwright")
    assert [each.text for each in MissedSearches(tmp_path / "index" / NAME).most()] == ["zzwheelwright"]
    assert "zzwheelwright" in text_of(page(serving(library_page=LibraryPage.OPEN)), "missed")

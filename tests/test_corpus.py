import hashlib
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import ContentError, CorpusError
from indexer.language.synonyms import Synonym
from indexer.library.corpus import Corpus
from indexer.profile import Profile, SectionKind
from indexer.readers import READERS, is_content, jsonlines
from indexer.readers.document import Document
from tests.corpora import NCS, needs

GOOD = "---\ntitle: {title}\n---\n\n## Our ovens\n\nWarm.\n"


def write(folder: Path, name: str, text: str | None = None) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(GOOD.format(title=path.stem) if text is None else text, encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    write(folder, "baker.md")
    write(folder, "food/chef.txt", "Chef\n")
    write(folder, "food/deep/waiter.html", "<h1>Waiter</h1>")
    write(
        folder, "crafts.jsonl", '{"id": "potter", "title": "Potter"}\n{"id": "luthier", "title": "Luthier"}\n'
    )
    return folder


def profiles(corpus: Corpus) -> list[Profile]:
    found = list(corpus.read(corpus.fingerprints()))
    return [each for each in found if isinstance(each, Profile)]


def test_a_library_is_known_by_the_hash_of_each_file_and_record(library: Path) -> None:
    fingerprints = Corpus([library]).fingerprints()
    assert list(fingerprints) == [
        *("baker.md", "crafts.jsonl#potter", "crafts.jsonl#luthier"),
        *("food/chef.txt", "food/deep/waiter.html"),
    ]
    assert fingerprints["food/chef.txt"] == hashlib.sha256(b"Chef\n").hexdigest()[:32]


def test_what_is_read_carries_the_source_and_hash_by_which_it_is_known(library: Path) -> None:
    corpus = Corpus([library])
    fingerprints = corpus.fingerprints()
    assert {each.source: each.fingerprint for each in profiles(corpus)} == fingerprints
    assert not corpus.refused()


def test_only_what_is_asked_for_is_read(library: Path) -> None:
    corpus = Corpus([library])
    found = corpus.read(["crafts.jsonl#luthier", "baker.md"])
    assert sorted(each.id for each in found if isinstance(each, Profile)) == ["baker", "luthier"]


def test_touching_a_file_changes_nothing_and_writing_to_it_changes_its_hash_alone(library: Path) -> None:
    corpus = Corpus([library])
    before = corpus.fingerprints()
    os.utime(library / "baker.md", (0, 0))
    assert corpus.fingerprints() == before
    write(
        library,
        "crafts.jsonl",
        '{"id": "luthier", "title": "Luthier"}\n{"id": "potter", "title": "Potter!"}\n',
    )
    after = corpus.fingerprints()
    assert {source for source in before if before[source] != after[source]} == {"crafts.jsonl#potter"}


def test_every_look_is_a_new_one(library: Path) -> None:
    corpus = Corpus([library])
    corpus.fingerprints()
    write(library, "food/baker.txt", "Baker\n")
    corpus.fingerprints()
    assert {error.source for error in corpus.refused()} == {"baker.md", "food/baker.txt"}
    (library / "baker.md").unlink()
    assert "food/baker.txt" in corpus.fingerprints()
    assert not corpus.refused()


def test_profiles_with_one_id_are_all_refused_and_name_each_other(library: Path) -> None:
    write(library, "food/potter.md")
    corpus = Corpus([library])
    assert not {"food/potter.md", "crafts.jsonl#potter"} & set(corpus.fingerprints())
    record, file = corpus.refused()
    assert (record.path, record.line) == (str(library / "crafts.jsonl"), 1)
    assert f'has the same id as {library / "food/potter.md"}: "potter";' in record.message
    assert (file.path, file.line) == (str(library / "food/potter.md"), None)
    assert f"has the same id as {library / 'crafts.jsonl'}:1: " in file.message


def test_a_file_of_records_that_cannot_be_opened_stands_for_all_of_them(library: Path) -> None:
    (library / "crafts.jsonl").write_bytes(b"\xff\xfe{\x00}\x00")
    corpus = Corpus([library])
    corpus.fingerprints()
    (error,) = corpus.refused()
    assert error.covers("crafts.jsonl#potter")
    assert not error.covers("crafts.jsonl.md")
    assert not error.covers("baker.md")


def test_a_record_without_an_id_stands_for_any_of_its_file(library: Path) -> None:
    write(library, "crafts.jsonl", '{"id": "potter", "title": "Potter"}\n{"title": "Luthier"}\n')
    corpus = Corpus([library])
    assert "crafts.jsonl#potter" in corpus.fingerprints()
    (error,) = corpus.refused()
    assert (error.line, error.covers("crafts.jsonl#luthier")) == (2, True)


def test_a_broken_record_is_known_by_its_id_as_long_as_that_can_be_seen(library: Path) -> None:
    write(library, "crafts.jsonl", '{"id": "potter", "title": "Pot\n')
    corpus = Corpus([library])
    assert "crafts.jsonl#potter" in corpus.fingerprints()
    (error,) = corpus.read(["crafts.jsonl#potter"])
    assert isinstance(error, ContentError)
    assert (error.source, error.line) == ("crafts.jsonl#potter", 1)


@pytest.mark.parametrize(
    "name",
    [
        *(
            ".baker.md",
            ".#baker.md",
            "#baker.md#",
            "baker.md~",
            "~$baker.md",
            "baker.md.swp",
            ".baker.md.swp",
        ),
        *("4913", "baker.md.tmp", "baker.md.bak", "baker.docx", "picture.png", "synonyms.toml", "baker"),
        *("README.md", "readme.txt", "LICENSE.txt", "CHANGELOG.md", ".jsonl", "md"),
    ],
)
def test_what_editors_leave_behind_and_notes_are_no_content(name: str, library: Path) -> None:
    before = Corpus([library]).fingerprints()
    write(library, name, "x")
    assert not is_content(library / name)
    assert Corpus([library]).fingerprints() == before


@pytest.mark.parametrize(
    "name", ["a.md", "a.MD", "a.txt", "a.html", "a.htm", "a.jsonl", "licence-officer.md"]
)
def test_content_is_known_by_its_suffix(name: str) -> None:
    assert is_content(Path(name))


def test_hidden_folders_are_not_looked_into(library: Path) -> None:
    write(library, ".git/baker.md")
    assert ".git/baker.md" not in Corpus([library]).fingerprints()


def test_a_link_within_the_library_is_followed_where_it_is_one_to_a_file(library: Path) -> None:
    (library / "roofer.md").symlink_to("food/../baker.md")
    (library / "drinks").symlink_to("food")
    corpus = Corpus([library])
    assert "roofer.md" in corpus.fingerprints()
    assert "drinks/chef.txt" not in corpus.fingerprints()
    assert not corpus.refused()


def test_a_library_may_itself_be_a_link(library: Path, tmp_path: Path) -> None:
    (tmp_path / "live").symlink_to("library")
    assert Corpus([tmp_path / "live"]).fingerprints() == Corpus([library]).fingerprints()


def test_a_single_file_is_a_library(library: Path) -> None:
    assert list(Corpus([library / "food" / "chef.txt"]).fingerprints()) == ["chef.txt"]
    assert len(profiles(Corpus([library / "crafts.jsonl"]))) == 2


def test_sources_of_several_roots_begin_with_the_roots_names(library: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write(other, "roofer.md")
    corpus = Corpus([library / "food", other, library / "crafts.jsonl"])
    assert list(corpus.fingerprints()) == [
        *("food/chef.txt", "food/deep/waiter.html", "other/roofer.md"),
        *("crafts.jsonl#potter", "crafts.jsonl#luthier"),
    ]
    assert {each.source for each in profiles(corpus)} == set(corpus.fingerprints())


def test_roots_of_one_name_are_told_apart_by_what_they_stand_in(tmp_path: Path) -> None:
    write(tmp_path, "north/profiles/baker.md")
    write(tmp_path, "south/profiles/baker-of-rolls.md")
    corpus = Corpus([tmp_path / "north" / "profiles", tmp_path / "south" / "profiles"])
    assert list(corpus.fingerprints()) == ["north/profiles/baker.md", "south/profiles/baker-of-rolls.md"]


def test_one_id_in_two_roots_is_refused(library: Path, tmp_path: Path) -> None:
    write(tmp_path, "other/baker.md")
    corpus = Corpus([library, tmp_path / "other"])
    corpus.fingerprints()
    assert [error.source for error in corpus.refused()] == ["library/baker.md", "other/baker.md"]


def test_a_root_within_another_is_read_once(library: Path) -> None:
    whole = Corpus([library]).fingerprints()
    assert Corpus([library, library / "food", library, library / "baker.md"]).fingerprints() == whole


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere", "{path} does not exist. Give a folder or a file of profiles."),
        (
            "empty",
            "{path} has no profiles. Add .md, .markdown, .mdx, .txt, .html",
        ),
        ("notes", "{path} has no profiles"),
        ("blank.jsonl", "{path} has no profiles"),
        ("picture.png", "{path} is not content. Give a folder, or a .md, .markdown"),
        ("picture.png/below", "cannot be opened: Not a directory"),
    ],
)
def test_a_root_without_profiles_is_an_error_of_one_sentence(name: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path, "notes/README.md", "Notes.")
    write(tmp_path, "picture.png", "x")
    write(tmp_path, "blank.jsonl", "\n\n")
    write(tmp_path, "good/baker.md")
    with pytest.raises(CorpusError) as caught:
        Corpus([tmp_path / "good", tmp_path / name]).fingerprints()
    assert words.format(path=tmp_path / name) in str(caught.value)


def test_a_library_of_which_nothing_can_be_read_is_no_empty_one(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "baker.md")
    corpus = Corpus([tmp_path])
    assert corpus.fingerprints() == {}
    assert [error.source for error in corpus.refused()] == ["baker.md"]


def test_a_librarys_own_headings_hold_and_change_what_its_profiles_are_known_by(library: Path) -> None:
    before = Corpus([library]).fingerprints()
    write(library, "headings.toml", 'duties = ["Our ovens"]\n')
    corpus = Corpus([library])
    after = corpus.fingerprints()
    assert all(before[source] != after[source] for source in before)
    baker = next(each for each in profiles(corpus) if each.id == "baker")
    assert [section.kind for section in baker.sections] == [SectionKind.DUTIES]


def test_headings_with_a_mistake_stop_the_build_in_one_sentence(library: Path) -> None:
    path = write(library, "headings.toml", 'dutys = ["Our ovens"]\n')
    with pytest.raises(CorpusError, match="did you mean duties") as caught:
        Corpus([library]).fingerprints()
    assert str(caught.value).startswith(str(path))


def test_synonyms_stand_beside_the_profiles(library: Path, tmp_path: Path) -> None:
    assert Corpus([library]).synonyms() == ()
    write(library, "synonyms.toml", '[one_way]\n"bread man" = ["baker"]\n')
    write(tmp_path, "other/roofer.md")
    write(tmp_path, "other/synonyms.toml", '[both_ways]\n"slater" = ["roofer"]\n')
    expected = (Synonym("bread man", ("baker",)), Synonym("slater", ("roofer",), both_ways=True))
    assert Corpus([library, tmp_path / "other"]).synonyms() == expected


def test_synonyms_with_a_mistake_name_their_file(library: Path) -> None:
    path = write(library, "synonyms.toml", "[one_way\n")
    with pytest.raises(ContentError) as caught:
        Corpus([library]).synonyms()
    assert caught.value.path == str(path)


NAMES = st.lists(st.sampled_from(["a.md", "b.txt", "c/a.md", "c/d.md", "e.jsonl", "c/x.md"]), max_size=6)


@given(NAMES, st.lists(st.sampled_from(["a", "b", "q"]), max_size=3))
def test_everything_that_stands_there_is_either_located_or_refused(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], ids: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("library")
    write(folder, "always.md")
    lines = "".join(f'{{"id": "{each}", "title": "T"}}\n' for each in ids)
    for name in names:
        write(folder, name, lines if name == "e.jsonl" else None)
    corpus = Corpus([folder])
    located = corpus.fingerprints()
    refused = {error.source for error in corpus.refused()}
    expected = {"always.md", *(name for name in names if name != "e.jsonl")}
    expected |= {f"e.jsonl#{each}" for each in ids if "e.jsonl" in names}
    assert set(located) | refused == expected
    assert not set(located) & refused
    assert {each.source for each in corpus.read(located)} == set(located)


def test_looking_at_thousands_of_files_takes_well_under_a_second(tmp_path: Path) -> None:
    for number in range(1000):
        write(tmp_path, f"job-{number}.md")
    started = time.process_time()
    assert len(Corpus([tmp_path]).fingerprints()) == 1000
    assert time.process_time() - started < 0.5


@needs(NCS)
def test_hundreds_of_records_are_located_and_read_in_well_under_a_second() -> None:
    corpus = Corpus([NCS])
    started = time.process_time()
    assert len(profiles(corpus)) == 829
    assert time.process_time() - started < 0.9


def test_an_index_within_the_library_is_left_out_whatever_it_is_called(library: Path) -> None:
    before = Corpus([library]).fingerprints()
    for place in ("idx", "food/.hidden", "food/deep/search data"):
        generation = library / place / "generations" / "g00000001"
        generation.mkdir(parents=True)
        (generation / "words.txt").write_text("Words of an index\n")
        (library / place / "current").symlink_to("generations/g00000001")
    write(library, "generations/not-an-index.md")
    assert Corpus([library]).fingerprints().keys() == {*before, "generations/not-an-index.md"}


@pytest.mark.parametrize(
    "failure", [RecursionError, MemoryError, AttributeError, UnicodeError, AssertionError]
)
def test_a_reader_that_fails_refuses_its_own_file_in_a_sentence(
    library: Path, monkeypatch: pytest.MonkeyPatch, failure: type[Exception]
) -> None:
    def failing(_: object) -> Profile:
        raise failure

    monkeypatch.setitem(READERS, ".txt", failing)
    corpus = Corpus([library])
    found = list(corpus.read(corpus.fingerprints()))
    (refused,) = (each for each in found if isinstance(each, ContentError))
    assert len(found) == 5
    assert refused.source == "food/chef.txt"
    assert str(refused).startswith(
        f"{library}/food/chef.txt: the reader failed on this file ({failure.__name__} in test_corpus.py:"
    )


def test_a_reader_that_fails_on_a_record_refuses_that_record_alone(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = jsonlines.read

    def failing(document: Document, line: bytes, number: int) -> Profile:
        if number == 2:
            raise ZeroDivisionError
        return read(document, line, number)

    monkeypatch.setattr(jsonlines, "read", failing)
    corpus = Corpus([library])
    refused = [each for each in corpus.read(corpus.fingerprints()) if isinstance(each, ContentError)]
    assert [(each.source, each.line) for each in refused] == [("crafts.jsonl#luthier", 2)]


def test_what_ends_the_program_is_not_taken_for_a_failing_reader(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> Profile:
        raise KeyboardInterrupt

    monkeypatch.setitem(READERS, ".md", interrupted)
    corpus = Corpus([library])
    with pytest.raises(KeyboardInterrupt):
        list(corpus.read(corpus.fingerprints()))


def test_an_id_that_many_records_share_is_refused_in_short_sentences(tmp_path: Path) -> None:
    record = '{"id": "potter", "title": "Potter"}\n'
    (tmp_path / "export.jsonl").write_text(record * 200)
    corpus = Corpus([tmp_path])
    corpus.fingerprints()
    messages = [error.message for error in corpus.refused()]
    assert len(messages) == 200
    assert "export.jsonl:6 and 194 more: " in messages[0]
    assert max(map(len, messages)) < 600

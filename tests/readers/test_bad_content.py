"""Everything that can be wrong with a file: it is named, and the rest of the library is read."""

import codecs
import errno
import json
import os
import random
import socket
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import ContentError
from indexer.library.corpus import Corpus
from indexer.profile import Profile

GOOD = "---\ntitle: Baker\n---\n\n## Pay\n\nLittle.\n"
FRONT = b"---\ntitle: Roofer\n---\n\n"
RECORD = '{"id": "roofer", "title": "Roofer"}\n'

Make = Callable[[Path], object]
Case = tuple[str, Make, int | None, str]
"""A file's name, how it is made, the line that is named, and words of the reason."""


def content(data: bytes | str) -> Make:
    return lambda path: path.write_bytes(data if isinstance(data, bytes) else data.encode())


def of_size(size: int) -> Make:
    def make(path: Path) -> None:
        path.write_bytes(FRONT)
        os.truncate(path, size)

    return make


def link(target: str) -> Make:
    return lambda path: path.symlink_to(target)


def listening(path: Path) -> None:
    """A socket; its address is short from where it stands."""
    here = os.open(".", os.O_RDONLY)
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)
    os.fchdir(here)
    os.close(here)


NOISE = random.Random(7).randbytes(5_000_000)  # noqa: S311  noise, no secret
WORDS = " ".join(f"word{n}" for n in range(100))

CASES: dict[str, Case] = {
    # what is no text
    "noise": ("roofer.md", content(NOISE[:4_999_999]), 1, "is not text"),
    "noise named as text": ("roofer.txt", content(NOISE[:100_000]), 1, "is not text"),
    "noise named as records": ("roofer.jsonl", content(NOISE), 1, "is not text"),
    "noise without a NUL": (
        "roofer.txt",
        content(NOISE[:9000].replace(b"\0", b"\1")),
        1,
        "is not text in UTF-8",
    ),
    "a NUL": ("roofer.md", content(FRONT + b"a\n" * 4000 + b"b\0c"), 4005, "has a NUL byte"),
    "zeros": ("roofer.txt", of_size(4000), 5, "has a NUL byte"),
    "latin-1": ("roofer.md", content(FRONT + b"\n\xe9t\xe9"), 6, "looks like Latin-1"),
    "windows-1252": ("roofer.txt", content(b"Roofer\n\n\x93Hi\x94"), 3, "looks like Windows-1252"),
    "UTF-8 cut short": ("roofer.txt", content("Roofer\n\ncaf\u00e9".encode()[:-1]), 3, "is not UTF-8"),
    "an overlong slash": ("roofer.txt", content(b"Roofer\n\xc0\xaf"), 2, "is not UTF-8"),
    "half a character": ("roofer.txt", content(b"Roofer \xed\xa0\x80"), 1, "is not UTF-8"),
    "UTF-16 with its mark": ("roofer.md", content(GOOD.encode("utf-16")), None, "looks like UTF-16"),
    "UTF-16 without": ("roofer.html", content(f"<h1>{WORDS}".encode("utf-16-le")), 1, "looks like UTF-16"),
    "UTF-16 the other way": ("roofer.txt", content(WORDS.encode("utf-16-be")), 1, "looks like UTF-16"),
    "UTF-32": ("roofer.txt", content(codecs.BOM_UTF32_LE + GOOD.encode("utf-32-le")), None, "UTF-32"),
    "a PDF": ("roofer.txt", content(b"%PDF-1.7\n..."), None, "looks like a PDF"),
    "a Word document": ("roofer.md", content(b"PK\x03\x04..."), None, "looks like a Word document"),
    "an old Word document": ("roofer.txt", content(b"\xd0\xcf\x11\xe0..."), None, "an old Word document"),
    "rich text": ("roofer.txt", content(b"{\\rtf1 Roofer}"), None, "rich text"),
    "a picture": ("roofer.html", content(b"\x89PNG\r\n\x1a\n"), None, "a picture"),
    "a gzip file": ("roofer.jsonl", content(b"\x1f\x8b" + zlib.compress(b"x")), None, "a gzip file"),
    # what is too much
    "50 MB": ("roofer.md", of_size(50_000_000), None, "has 50,000,000 bytes, more than 5,000,000"),
    "one byte too many": ("roofer.html", of_size(5_000_001), None, "more than 5,000,000"),
    "records without end": ("roofer.jsonl", of_size(200_000_001), None, "more than 200,000,000"),
    "a record without end": (
        "roofer.jsonl",
        content(f'{{"id": "roofer", "title": "{"a" * 5_000_000}"}}'),
        1,
        "bytes",
    ),
    "a title without end": ("roofer.txt", content("word " * 10_000), 1, "if it is not a profile"),
    "lines without end": ("roofer.md", content(FRONT + b"a\n" * 30_000), None, "more than 20,000 lines"),
    "tags without end": ("roofer.html", content("<h1>a</h1>" + "<p>" * 120_000), None, "100,000 tags"),
    "boxes in boxes": ("roofer.html", content("<h1>a</h1>" + "<div>" * 9_000), None, "1,000 deep"),
    # what cannot be opened
    "a pipe": ("roofer.md", os.mkfifo, None, "is not a regular file"),
    "a pipe of records": ("roofer.jsonl", os.mkfifo, None, "is not a regular file"),
    "a socket": ("roofer.txt", listening, None, "is not a regular file"),
    "a link to a device": ("roofer.txt", link("/dev/zero"), None, "is a link to a place outside the library"),
    "a link out": ("roofer.md", link("../outside.md"), None, "is a link to a place outside the library"),
    "a link to a folder outside": (
        "more",
        link("../elsewhere"),
        None,
        "is a link to a place outside the library",
    ),
    "a link to nowhere": ("roofer.md", link("nowhere.md"), None, "is a broken link"),
    "a link to itself": ("roofer.md", link("roofer.md"), None, "is a broken link"),
    # what is no profile
    "an empty Markdown file": ("roofer.md", content(""), 1, "has no title; add a line title: ..."),
    "an empty text": ("roofer.txt", content("\n \n"), 1, "is empty"),
    "an empty page": ("roofer.html", content(""), None, "has no title"),
    "a page without a title": ("roofer.htm", content("<p>Roofs</p>"), None, "has no title"),
    "front matter without an end": ("roofer.md", content("---\ntitle: a\n"), 1, "has no end"),
    "no title": ("roofer.md", content("---\ncategory: a\n---\n"), 1, "has no title"),
    "a key twice": ("roofer.md", content("---\ntitle: a\ntitle: b\n---\n"), 3, "is used twice"),
    "a bad date": ("roofer.md", content("---\ntitle: a\nupdated: soon\n---\n"), 3, "is not a date"),
    "an unknown qualification": (
        "roofer.md",
        content("---\ntitle: a\nqualifications: [hnf]\n---\n"),
        3,
        "hnf",
    ),
    "YAML that is none": ("roofer.md", content("---\ntitle: [\n---\n"), 2, "not valid YAML"),
    "a YAML bomb": ("roofer.md", content("---\na: &a [x]\nb: [*a, *a]\n---\n"), 2, "anchor or alias"),
    "a YAML tag": ("roofer.md", content("---\ntitle: !!python/name:os.system\n---\n"), 2, "has a tag"),
    "deep YAML": ("roofer.md", content(f"---\ntitle: {'{a: ' * 9000}\n---\n"), 2, "is nested too deeply"),
    "a name that is no id": ("Slate Roofer.md", content(GOOD), None, "rename the file to slate-roofer.md"),
    "a name of odd letters": ("Łukasz.txt", content("Roofer"), None, "cannot be a profile's id"),
    "a name too long": (f"{'r' * 81}.md", content(GOOD), None, "cannot be a profile's id"),
    "JSON cut short": ("roofer.jsonl", content(RECORD[:-4]), 1, "not valid JSON"),
    "JSON without an id": ("roofer.jsonl", content('{"title": "Roofer"}'), 1, 'not a record with an "id"'),
    "JSON that is no record": ("roofer.jsonl", content("\n7\n"), 2, 'not a record with an "id"'),
    "deep JSON": ("roofer.jsonl", content(f'{{"id": "a", "title": {"[" * 99_999}'), 1, "too deeply"),
    "a record's bad id": ("roofer.jsonl", content(RECORD.replace("roofer", "The Roofer")), 1, "the-roofer"),
    "a record's bad key": (
        "roofer.jsonl",
        content(RECORD.replace("title", "titles")),
        1,
        "did you mean title?",
    ),
    "a record's odd kind": ("roofer.jsonl", content(json.dumps({"id": "a", "title": 1})), 1, "not a number"),
    "a record's key twice": (
        "roofer.jsonl",
        content(RECORD.replace("}", ', "title": "Thatcher"}')),
        1,
        'the key "title" is used twice',
    ),
    "a section's key twice": (
        "roofer.jsonl",
        content(RECORD.replace("}", ', "sections": [{"heading": "a", "text": "b", "te\\u0078t": "c"}]}')),
        1,
        'the key "text" is used twice',
    ),
    "an id twice": (
        "roofer.jsonl",
        content(RECORD.replace("}", ', "id": "roofer"}')),
        1,
        '"id" is used twice',
    ),
    "a key a hundred thousand times": (
        "roofer.jsonl",
        content(RECORD.replace("}", ', "title": "a"' * 100_000 + "}")),
        1,
        "is used twice",
    ),
    "an escaped NUL in a record": (
        "roofer.jsonl",
        content(r'{"id": "roofer", "title": "a\u0000"}'),
        1,
        "NUL",
    ),
    "a NUL behind a backslash": ("roofer.jsonl", content(r'{"id": "roofer", "title": "\\\u0000"}'), 1, "NUL"),
    "a NUL in a section": (
        "roofer.jsonl",
        content(r'{"id": "roofer", "title": "a", "sections": [{"heading": "b", "text": "c\u0000d"}]}'),
        1,
        "NUL",
    ),
    "an escaped NUL in front matter": (
        "roofer.md",
        content('---\ntitle: "a\\0b"\n---\n'),
        2,
        "title has a NUL",
    ),
    "an escaped NUL in a list": (
        "roofer.md",
        content('---\ntitle: a\nalternative_titles: [b, "\\u0000"]\n---\n'),
        3,
        "alternative_titles has a NUL",
    ),
    "a record in Latin-1": ("roofer.jsonl", content(RECORD.replace("R", "É").encode("latin-1")), 1, "UTF-8"),
    "an id that another has": (
        "baker.txt",
        content("Baker\n"),
        None,
        'library/baker.md: "baker"; change the id of one',
    ),
    "a record's id that another has": (
        "roofer.jsonl",
        content(RECORD + RECORD),
        1,
        'roofer.jsonl:2: "roofer"; change the id of one',
    ),
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "outside.md").write_text(GOOD)
    (tmp_path / "elsewhere").mkdir()
    folder = tmp_path / "library"
    folder.mkdir()
    for name in ("baker", "welder"):
        (folder / f"{name}.md").write_text(GOOD)
    return folder


def read(library: Path) -> tuple[list[Profile], list[ContentError]]:
    corpus = Corpus([library])
    sources = corpus.fingerprints()
    found = [*corpus.refused(), *corpus.read(sources)]
    profiles = [each for each in found if isinstance(each, Profile)]
    return profiles, [each for each in found if isinstance(each, ContentError)]


def test_a_library_without_mistakes_names_none(library: Path) -> None:
    profiles, errors = read(library)
    assert [profile.id for profile in profiles] == ["baker", "welder"]
    assert not errors


@pytest.mark.timeout(20)
@pytest.mark.parametrize("case", CASES)
def test_bad_content_is_named_and_the_rest_is_read(case: str, library: Path) -> None:
    name, make, line, words = CASES[case]
    path = library / name
    make(path)
    profiles, errors = read(library)
    error = next(each for each in errors if each.path == str(path))
    assert error.line == line
    assert words in error.message
    assert str(error.source).split("#")[0] == name
    assert "welder" in [profile.id for profile in profiles]


def test_there_are_more_than_forty_kinds_of_it() -> None:
    assert len(CASES) > 40


def test_a_file_that_vanishes_before_it_is_read_is_named(library: Path) -> None:
    corpus = Corpus([library])
    sources = corpus.fingerprints()
    (library / "baker.md").unlink()
    error, profile = corpus.read(sources)
    assert isinstance(error, ContentError)
    assert (error.path, error.source) == (str(library / "baker.md"), "baker.md")
    assert "disappeared" in error.message
    assert isinstance(profile, Profile)


def test_a_file_that_vanishes_between_being_listed_and_opened_is_named(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def open_late(path: str | Path, *arguments: int) -> int:
        Path(path).unlink()
        return opened(path, *arguments)

    monkeypatch.setattr(os, "open", open_late)
    corpus = Corpus([library])
    assert corpus.fingerprints() == {}
    assert [(error.source, "disappeared" in error.message) for error in corpus.refused()] == [
        ("baker.md", True),
        ("welder.md", True),
    ]


def test_a_record_that_vanishes_before_it_is_read_is_named(library: Path) -> None:
    path = library / "crafts.jsonl"
    path.write_text(RECORD + RECORD.replace("roofer", "potter"))
    corpus = Corpus([library])
    sources = [source for source in corpus.fingerprints() if "#" in source]
    path.write_text(RECORD)
    profile, error = corpus.read(sources)
    assert isinstance(profile, Profile)
    assert isinstance(error, ContentError)
    assert (error.source, error.path) == ("crafts.jsonl#potter", str(path))


def test_what_may_not_be_read_is_named(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permission is refused here by hand: root, as whom tests may run, is refused none."""
    (library / "closed").mkdir()
    opened, scanned = os.open, os.scandir

    def refuse(path: str | Path, name: str) -> None:
        if Path(path).name == name:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))

    def open_some(path: str | Path, *arguments: int) -> int:
        refuse(path, "baker.md")
        return opened(path, *arguments)

    def scan_some(path: str | Path) -> object:
        refuse(path, "closed")
        return scanned(path)

    monkeypatch.setattr(os, "open", open_some)
    monkeypatch.setattr(os, "scandir", scan_some)
    profiles, errors = read(library)
    assert [profile.id for profile in profiles] == ["welder"]
    assert {error.source: error.message.split(";")[0] for error in errors} == {
        "baker.md": "cannot be read",
        "closed": "cannot be opened",
    }
    assert errors[-1].covers("closed/potter.md")


ESCAPED = {
    "roofer.md": '---\ntitle: "Roof\\e[31mer"\n---\n\n## A&#0;&#27;\n\nx&#0;y &#x9b;z\n',
    "roofer.html": "<h1>Roofer&#0;&#27;</h1><p>x&#0;y&#x9b;z</p><meta name=description content='q&#0;&#27;'>",
    "roofer.txt": "Roofer\x1b[31m\n\nx\x9by\n",
    "roofer.jsonl": r'{"id": "roofer", "title": "Roofer\u001b", "summary": "x\u009by\u0007"}',
}


@pytest.mark.parametrize("name", ESCAPED)
def test_no_control_character_comes_into_a_profile_however_it_is_written(library: Path, name: str) -> None:
    (library / name).write_bytes(ESCAPED[name].encode())
    profiles, errors = read(library)
    assert not errors
    profile = next(each for each in profiles if each.id == "roofer")
    texts = [profile.title, profile.summary, *(f"{one.heading}\n{one.text}" for one in profile.sections)]
    assert not [character for character in "".join(texts) if ord(character) < 32 and character != "\n"]
    assert "\x9b" not in "".join(texts)

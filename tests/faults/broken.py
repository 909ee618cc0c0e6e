"""Bad content: what stands in a library that is no profile, by what is wrong with it."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from indexer.engines import open_engine
from indexer.library.corpus import Corpus
from indexer.updating.sync import sync

TEXT = "\n\nYou mend things.\n"
LARGE = 50 * 1024 * 1024


def front(matter: str) -> bytes:
    """A Markdown file with this front matter."""
    return f"---\n{matter}\n---{TEXT}".encode()


def record(**fields: object) -> bytes:
    """A line of JSON."""
    return json.dumps(fields).encode() + b"\n"


BOMB = "\n".join(
    ['a: &a ["x", "x", "x", "x", "x", "x", "x", "x", "x"]']
    + [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    + ["title: *i"]
)

FILES: dict[str, tuple[str, bytes]] = {
    "bytes that are not UTF-8": ("broken.md", b"---\ntitle: Caf\xe9\n---" + TEXT.encode()),
    "UTF-8 that ends in the middle": ("broken.md", front("title: Broken") + "é".encode()[:1]),
    "UTF-16": ("broken.md", "---\ntitle: Broken\n---\n\nText".encode("utf-16")),
    "a NUL in the text": ("broken.md", front("title: Broken") + b"a\0b"),
    "nothing but NULs": ("broken.md", bytes(100)),
    "nothing at all": ("broken.md", b""),
    "nothing but spaces": ("broken.md", b" \n\t\n"),
    "fifty megabytes": ("broken.md", front("title: Broken") + b"word " * (LARGE // 5)),
    "front matter that never ends": ("broken.md", b"---\ntitle: Broken\n\nYou mend things.\n"),
    "front matter that is not YAML": ("broken.md", front("title: [Broken")),
    "a colon in an unquoted title": ("broken.md", front("title: Broken: a tale")),
    "a tab before a key": ("broken.md", front("title: Broken\n\tcategory: None")),
    "front matter that is a list": ("broken.md", front("- title\n- Broken")),
    "front matter that is a word": ("broken.md", front("Broken")),
    "the same key twice": ("broken.md", front("title: Broken\ntitle: Whole")),
    "a YAML bomb": ("broken.md", front(BOMB)),
    "a YAML tag that calls": ("broken.md", front('title: !!python/object/apply:os.system ["true"]')),
    "an unknown YAML tag": ("broken.md", front("title: !secret Broken")),
    "YAML nested a thousand deep": ("broken.md", front("title: " + "[" * 1000 + "]" * 1000)),
    "no title": ("broken.md", front("category: Trades")),
    "an empty title": ("broken.md", front('title: ""')),
    "a title of spaces": ("broken.md", front('title: "   "')),
    "a title that is a list": ("broken.md", front("title: [Broken, Whole]")),
    "a title that is a table": ("broken.md", front("title: {a: b}")),
    "a date that is a word": ("broken.md", front("title: Broken\nupdated: soon")),
    "a date that does not exist": ("broken.md", front("title: Broken\npublished: 2026-02-31")),
    "an unknown qualification": ("broken.md", front("title: Broken\nqualifications: [wizardry]")),
    "qualifications that are not a list": ("broken.md", front("title: Broken\nqualifications: {hnd: yes}")),
    "alternative titles that are a table": ("broken.md", front("title: Broken\nalternative_titles: {a: b}")),
    "a name with capitals and spaces": ("Broken Name.md", front("title: Broken")),
    "a name in another script": ("ломаный.md", front("title: Broken")),
    "a name that begins with a hyphen": ("-broken.md", front("title: Broken")),
    "a name of ninety letters": (f"{'b' * 90}.md", front("title: Broken")),
    "a PDF under another name": ("broken.md", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    "an archive under another name": ("broken.txt", b"PK\x03\x04\x14\x00\x06\x00" + bytes(50)),
    "an empty text file": ("broken.txt", b"\n\n"),
    "a text file with a NUL": ("broken.txt", b"Broken\n\nYou mend\0things.\n"),
    "an empty page": ("broken.html", b""),
    "a page without words": ("broken.html", b"<!doctype html><html><body><nav></nav></body></html>"),
    "a page of frames": ("broken.html", b"<title>Broken</title><frameset><frame src=a></frameset>"),
    "a page that is not text": ("broken.html", bytes(range(256)) * 10),
    "a record that is not JSON": ("broken.jsonl", b"{title: Broken}\n"),
    "a record that ends in the middle": ("broken.jsonl", record(id="broken", title="Broken")[:-5] + b"\n"),
    "a record that is a list": ("broken.jsonl", b'["broken", "Broken"]\n'),
    "a record with a key twice": ("broken.jsonl", b'{"id": "broken", "title": "One", "title": "Two"}\n'),
    "a record with a NUL": ("broken.jsonl", record(id="broken", title="Bro\0ken")),
    "a record without an id": ("broken.jsonl", record(title="Broken")),
    "a record with a path as its id": ("broken.jsonl", record(id="../broken", title="Broken")),
    "a record with a number as its id": ("broken.jsonl", record(id=7, title="Broken")),
    "a record without a title": ("broken.jsonl", record(id="broken", summary="Broken")),
    "a record with a list as its title": ("broken.jsonl", record(id="broken", title=["Broken"])),
    "a record with a date that does not exist": (
        "broken.jsonl",
        record(id="b", title="B", updated="2026-13-01"),
    ),
    "a record nested a thousand deep": ("broken.jsonl", b'{"id": "broken", "title": ' + b"[" * 9**4 + b"\n"),
    "records in another encoding": ("broken.jsonl", json.dumps({"id": "broken"}).encode("utf-16")),
}
"""Files, by what is wrong with them: a name and what stands in it."""


def _twice(folder: Path) -> None:
    for place in (folder, folder / "below"):
        place.mkdir(exist_ok=True)
        (place / "broken.md").write_bytes(front("title: Broken"))


def _twice_in_records(folder: Path) -> None:
    (folder / "broken.jsonl").write_bytes(record(id="broken", title="One") + record(id="broken", title="Two"))


def _link_out(folder: Path) -> None:
    (folder / "broken.md").symlink_to("/etc/passwd")


def _folder_out(folder: Path) -> None:
    (folder / "broken").symlink_to("/etc")


def _link_nowhere(folder: Path) -> None:
    (folder / "broken.md").symlink_to("nowhere.md")


def _link_to_itself(folder: Path) -> None:
    (folder / "broken.md").symlink_to("broken.md")


def _link_to_a_device(folder: Path) -> None:
    (folder / "broken.md").symlink_to("/dev/zero")


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "broken.md")


def _socket(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(folder / "broken.md"))


OTHERS: dict[str, Callable[[Path], None]] = {
    "two files with one id": _twice,
    "two records with one id": _twice_in_records,
    "a link out of the library": _link_out,
    "a link to a folder outside": _folder_out,
    "a link to nowhere": _link_nowhere,
    "a link to itself": _link_to_itself,
    "a link to a device": _link_to_a_device,
    "a pipe": _pipe,
    "a socket": _socket,
}
"""What is no ordinary file, by what it is: a way to make it."""

KINDS = (*FILES, *OTHERS)


def make(kind: str, folder: Path) -> None:
    """Put one thing into a library that is no profile."""
    if kind in OTHERS:
        OTHERS[kind](folder)
    else:
        name, data = FILES[kind]
        (folder / name).write_bytes(data)


def said(kind: str, place: Path) -> tuple[str, ...]:
    """What a build says of one broken thing in a library that has a good profile besides.

    Raises AssertionError where the good one is not indexed.
    """
    library = place / "library"
    library.mkdir()
    (library / "whole.md").write_bytes(front("title: Whole"))
    make(kind, library)
    with closing(open_engine(f"whoosh:{place / 'index'}")) as engine:
        report = sync(Corpus([library]), engine)
        if report.objections or engine.searcher().get("whole") is None:
            raise AssertionError(report)
    return tuple(refusal.message for refusal in report.refused)

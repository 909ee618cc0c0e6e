"""A document: the text of one content file, or an error."""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
import re
import stat
from pathlib import Path

import msgspec

from indexer.errors import ContentError
from indexer.profile import ID_PATTERN, slug
from indexer.readers.conventions import Conventions
from indexer.readers.headings import Headings
from indexer.readers.keys import FrontMatterKeys

LIMIT = 5_000_000
"""The most bytes that one profile may have."""

LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff]")
TITLE_LIMIT = 200

MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32 text"),
    (codecs.BOM_UTF32_BE, "UTF-32 text"),
    (codecs.BOM_UTF16_LE, "UTF-16 text"),
    (codecs.BOM_UTF16_BE, "UTF-16 text"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word document or another ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "a gzip file"),
)
"""First bytes of other formats under the wrong name, longer ones first."""

BEGIN = 4096
IS_IT_A_PROFILE = "shorten it, or remove the file if it is not a profile"
"""What to do about a file that is too long to be a profile."""

NUL = "is not text: it has a NUL byte; save it as plain text in UTF-8"

REASONS = {
    errno.ENOENT: "disappeared while it was being read; build again if it is back",
    errno.EACCES: "cannot be read; give the user that builds the index permission to read it",
    errno.EPERM: "cannot be read; give the user that builds the index permission to read it",
    errno.ELOOP: "is a link that leads back to itself; put the file itself here",
    errno.ENXIO: "is not a regular file; remove it from the library",
}


class Document(msgspec.Struct, frozen=True):
    """The text of a file, with its source and fingerprint."""

    path: Path
    source: str
    text: str
    fingerprint: str
    conventions: Conventions

    @property
    def headings(self) -> Headings:
        """What headings mean here."""
        return self.conventions.headings

    @property
    def keys(self) -> FrontMatterKeys:
        """What the keys of front matter mean here."""
        return self.conventions.keys

    def error(self, message: str, line: int | None = None) -> ContentError:
        """An error that names this file."""
        return ContentError(message, path=str(self.path), line=line, source=self.source)

    def id(self) -> str:
        """The profile id, which is the file's stem; that of `nurse/index.md` is its folder's name."""
        stem = stem_of(self.path)
        if ID_PATTERN.fullmatch(stem):
            return stem
        raise self.error(f"{id_problem(stem)}; rename the file to {slug(stem) or 'a-name'}{self.path.suffix}")

    def title(self, text: str, line: int | None = None) -> str:
        """A title, checked: raises ContentError if it is empty or too long."""
        if not text:
            raise self.error("has no title; add one", line)
        if len(text) > TITLE_LIMIT:
            raise self.error(
                f"its title has {len(text):,} characters, more than {TITLE_LIMIT}; {IS_IT_A_PROFILE}", line
            )
        return text


def stem_of(path: Path) -> str:
    """The profile's name according to its file: the file's stem, or for an index the folder's name."""
    return path.parent.name if path.stem.lower() == "index" and path.parent.name else path.stem


def id_problem(name: str) -> str:
    """The message for a name that is not an id."""
    rule = "an id is up to 80 lower-case letters, digits and hyphens, and begins with a letter or digit"
    return f'"{name[:100]}" cannot be a profile\'s id: {rule}'


def read_bytes(path: Path, limit: int = LIMIT) -> bytes:
    """The bytes of a regular file; raises ContentError for others and large ones.

    Never waits for a pipe.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(handle, "rb") as file:
            about = os.fstat(handle)
            if not stat.S_ISREG(about.st_mode):
                raise ContentError(REASONS[errno.ENXIO], path=str(path))
            data = file.read(min(about.st_size, limit) + 1)
            size = max(about.st_size, len(data))
    except OSError as error:
        reason = REASONS.get(error.errno or 0, f"cannot be read: {error.strerror}")
        raise ContentError(reason, path=str(path)) from error
    if size > limit:
        raise ContentError(f"has {size:,} bytes, more than {limit:,}; split it or shorten it", path=str(path))
    return data


def fingerprint(data: bytes, conventions: Conventions) -> str:
    """The hash of some content, combined with that of the library's own conventions if it has any."""
    return hashlib.sha256(conventions.digest + data).hexdigest()[:32]


def decode(data: bytes, path: Path) -> str:
    """UTF-8 as text with plain line ends and no control characters.

    Raises ContentError for anything else.
    """
    refuse_other_formats(data, path)
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\x00" in data:
        raise ContentError(NUL, path=str(path), line=_line(data, data.index(b"\x00")))
    try:
        return clean(data.decode())
    except UnicodeDecodeError as error:
        line = _line(data, error.start)
        raise ContentError(_encoding(data, error), path=str(path), line=line) from error


def refuse_other_formats(data: bytes, path: Path) -> None:
    """Raise ContentError if a file begins like one of another format or encoding."""
    for mark, name in MARKS:
        if data.startswith(mark):
            raise ContentError(f"looks like {name}; save it as plain text in UTF-8", path=str(path))
    begin = data[:BEGIN]
    if b"\x00" in begin:
        fewer, more = sorted((begin[::2].count(0), begin[1::2].count(0)))
        wide = more > 4 * fewer + 1 and more > len(begin) / 8
        reason = "looks like UTF-16 text; save it as UTF-8" if wide else NUL
        raise ContentError(reason, path=str(path), line=_line(data, data.index(b"\x00")))


def clean(text: str) -> str:
    """Text with plain line ends, and without control characters and soft hyphens."""
    if text.isprintable():  # as most lines are
        return text
    return INVISIBLE.sub("", CONTROLS.sub(" ", LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """Text as one line with single spaces."""
    return " ".join(text.split())


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _encoding(data: bytes, error: UnicodeDecodeError) -> str:
    foreign = sum(data.count(bytes([byte])) for byte in range(0x80, 0x100))
    if foreign > len(data) / 3:
        return "is not text in UTF-8 or any other known encoding; save it as plain text in UTF-8"
    windows = any(data.count(bytes([byte])) for byte in (0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x85, 0x80))
    looks = "Windows-1252" if windows else "Latin-1 or Windows-1252"
    return f"is not UTF-8 (byte 0x{data[error.start]:02X}); it looks like {looks}. Save it as UTF-8."

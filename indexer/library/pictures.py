"""Pictures beside the files of a library, and whether their content may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from indexer.errors import ContentError
from indexer.library.links import below_library
from indexer.library.roots import Root, roots_of
from indexer.readers.document import read_bytes

LARGEST = 5_000_000
"""The most bytes of a picture."""

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})

PLAIN = "save it as PNG, JPEG, GIF, WebP or AVIF"


class PictureFile(NamedTuple):
    """A picture that may be shown, and the media type of its content."""

    content: bytes
    media_type: str


def picture_source(target: str, source: str) -> str | None:
    """The path below the library of a picture that a profile names; None for one that is never shown."""
    path = below_library(target, source)
    return path if path and PurePosixPath(path).suffix.lower() in PICTURES else None


def refusal(target: str, source: str) -> str:
    """Why a picture with this address is never shown, whatever its file contains."""
    if not target:
        return f"has no address; {PLAIN} beside the profile, and give its name"
    scheme = target.partition(":")[0].lower()
    if scheme == "data":
        return f"is embedded in the page; {PLAIN} beside the profile"
    if below_library(target, source) is None:
        if target.startswith("/") or not _is_remote(target):
            return "is outside the folder of profiles; put it inside, and give its path relative to this file"
        return "is on another site; put a copy beside the profile, with permission"
    if target.lower().partition("?")[0].endswith((".svg", ".svgz")):
        return f"is SVG, which can run scripts; {PLAIN}"
    return f"has a name that does not end in {', '.join(sorted(PICTURES))}; {PLAIN}"


def read_picture(roots: Sequence[Path], source: str) -> PictureFile:
    """The picture at a path below the library.

    Raises ContentError for what is not there, leads out of the library, is too large or is no picture.
    """
    for root in roots_of(roots):
        if path := _below(root, source):
            content = read_bytes(path, LARGEST)
            media_type = media_type_of(content)
            if media_type is None:
                raise ContentError(f"is not what its name says, or is damaged; {PLAIN}", path=str(path))
            return PictureFile(content, media_type)
    raise ContentError("does not exist; fix the name, or put the picture there", path=source)


def media_type_of(content: bytes) -> str | None:
    """The media type of a picture by its first bytes; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp" and content[8:12] in (b"avif", b"avis"):
        return "image/avif"
    return None


def _below(root: Root, source: str) -> Path | None:
    """The real file at a path below a root, if it is in the root and no part of it is hidden."""
    parts = PurePosixPath(source).parts
    base = PurePosixPath(root.base if root.real.is_dir() else str(PurePosixPath(root.base).parent)).parts
    rest = parts[len(base) :]
    if parts[: len(base)] != base or not rest or any(part.startswith((".", "/")) for part in rest):
        return None
    folder = root.folder().resolve()
    try:
        path = folder.joinpath(*rest).resolve(strict=True)
    except (OSError, ValueError):
        return None
    return path if path.is_relative_to(folder) else None


def _is_remote(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)

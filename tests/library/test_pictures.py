"""Which pictures of a library may be shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from indexer.errors import ContentError
from indexer.library.pictures import LARGEST, media_type_of, picture_source, read_picture, refusal

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
KINDS = {
    "image/png": PNG,
    "image/jpeg": b"\xff\xd8\xff\xe0" + bytes(20),
    "image/gif": b"GIF89a" + bytes(20),
    "image/webp": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    "image/avif": b"\x00\x00\x00\x20ftypavif" + bytes(20),
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / "images").mkdir(parents=True)
    (folder / "shearer.md").write_text("---\ntitle: Shearer\n---\n")
    (folder / "images" / "fleece.png").write_bytes(PNG)
    (tmp_path / "secret.png").write_bytes(PNG)
    return folder


@pytest.mark.parametrize("media_type", KINDS)
def test_a_picture_is_what_its_content_says(library: Path, media_type: str) -> None:
    (library / "misnamed.gif").write_bytes(KINDS[media_type])
    assert read_picture([library], "misnamed.gif").media_type == media_type


@pytest.mark.parametrize(
    "content", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", b"MZ", b"RIFF"]
)
def test_anything_else_is_no_picture(library: Path, content: bytes) -> None:
    (library / "page.png").write_bytes(content)
    assert media_type_of(content) is None
    with pytest.raises(ContentError, match="is not what its name says"):
        read_picture([library], "page.png")


@pytest.mark.parametrize(
    "source",
    [
        *("../secret.png", "images/../../secret.png", "/etc/hostname", "images/./../../secret.png"),
        *("link.png", "outside/secret.png", ".hidden/fleece.png", "", ".", "images", "gone.png", "a\0.png"),
    ],
)
def test_nothing_outside_the_library_is_read(library: Path, source: str) -> None:
    (library / "link.png").symlink_to("../secret.png")
    (library / "outside").symlink_to("..")
    (library / ".hidden").mkdir()
    (library / ".hidden" / "fleece.png").write_bytes(PNG)
    with pytest.raises(ContentError):
        read_picture([library], source)


def test_a_link_within_the_library_is_followed(library: Path) -> None:
    (library / "same.png").symlink_to("images/fleece.png")
    assert read_picture([library], "same.png").content == PNG


def test_a_pipe_is_not_waited_for(library: Path) -> None:
    os.mkfifo(library / "pipe.png")
    with pytest.raises(ContentError, match="not a regular file"):
        read_picture([library], "pipe.png")


def test_a_picture_that_is_too_large_is_refused(library: Path) -> None:
    (library / "huge.png").write_bytes(PNG + bytes(LARGEST))
    with pytest.raises(ContentError, match="more than 5,000,000"):
        read_picture([library], "huge.png")


def test_a_picture_is_found_in_the_root_that_has_it(library: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "weaver.md").write_text("---\ntitle: Weaver\n---\n")
    (other / "loom.png").write_bytes(PNG)
    assert read_picture([library, other], "other/loom.png").content == PNG
    assert read_picture([library / "shearer.md"], "images/fleece.png").content == PNG
    with pytest.raises(ContentError):
        read_picture([library, other], "loom.png")


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("https://example.org/a.png", "is on another site"),
        ("data:image/png;base64,AAAA", "is embedded in the page"),
        ("/images/a.png", "is outside the folder of profiles"),
        ("../a.png", "is outside the folder of profiles"),
        ("drawing.svg", "is SVG, which can run scripts"),
        ("scan.tiff", "has a name that does not end in"),
        ("", "has no address"),
    ],
)
def test_a_picture_that_is_never_shown_has_a_reason(target: str, reason: str) -> None:
    assert picture_source(target, "shearer.md") is None
    assert refusal(target, "shearer.md").startswith(reason)

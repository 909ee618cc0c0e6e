"""Reads a text or bytes through a real file, as the tests of every reader do."""

from __future__ import annotations

from pathlib import Path

from indexer.errors import ContentError
from indexer.profile import Profile, SectionKind
from indexer.readers import read_profiles
from indexer.readers.conventions import shipped
from indexer.readers.headings import Headings

FIXTURES = Path(__file__).parents[1] / "fixtures"


def read_all(path: Path, headings: Headings | None = None) -> list[Profile | ContentError]:
    """Everything that a file holds, or why it does not."""
    conventions = shipped()._replace(headings=headings) if headings else None
    return list(read_profiles(path, path.name, conventions))


def read(path: Path, headings: Headings | None = None) -> Profile:
    """The one profile that a file holds."""
    (found,) = read_all(path, headings)
    if isinstance(found, ContentError):
        raise found
    return found


def refusal(path: Path) -> ContentError:
    """Why a file holds no profile."""
    (found,) = read_all(path)
    assert isinstance(found, ContentError)
    return found


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def outline(profile: Profile) -> list[tuple[SectionKind, str, str]]:
    """A profile's sections as kind, heading, text."""
    return [(section.kind, section.heading, section.text) for section in profile.sections]


def headings(profile: Profile) -> list[str]:
    """The headings of a profile's sections."""
    return [section.heading for section in profile.sections]


def whole_text(profile: Profile) -> str:
    """Everything that a profile says."""
    return "\n".join([profile.title, profile.summary, *(f"{s.heading}\n{s.text}" for s in profile.sections)])

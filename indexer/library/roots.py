"""The roots of a library, and the files of content in them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from indexer.errors import ContentError, CorpusError
from indexer.generations.layout import is_index
from indexer.readers import SUFFIXES, is_content

EXPECTED = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"


class Root(NamedTuple):
    """A folder or file of content: the path as given, the real path, and a prefix.

    `base` is the beginning of its sources.
    """

    path: Path
    real: Path
    base: str

    def source(self, path: Path) -> str:
        """The source of a file."""
        return "/".join(filter(None, (self.base, *path.relative_to(self.path).parts)))

    def folder(self) -> Path:
        """The folder of the library's own synonyms.toml and headings.toml."""
        return self.path if self.real.is_dir() else self.path.parent


def roots_of(paths: Sequence[Path]) -> list[Root]:
    """The roots without nested or repeated ones.

    If there are several, each is named by the shortest tail of its path that is different.
    """
    real = {path: _real(path) for path in paths}
    apart = [
        path
        for at, path in enumerate(paths)
        if not any(real[other] in real[path].parents for other in paths)
        and real[path] not in [real[other] for other in paths[:at]]
    ]
    if len(apart) == 1:
        only = apart[0]
        return [Root(only, real[only], "" if real[only].is_dir() else only.name)]
    length = 1
    while len({real[path].parts[-length:] for path in apart}) < len(apart):
        length += 1
    return [Root(path, real[path], "/".join(real[path].parts[-length:]).lstrip("/")) for path in apart]


def _real(path: Path) -> Path:
    try:
        real = path.resolve(strict=True)
        if real.is_dir():
            os.scandir(real).close()
    except FileNotFoundError as error:
        raise CorpusError(f"{path} does not exist. Give a folder or a file of profiles.") from error
    except OSError as error:
        raise CorpusError(f"{path} {_closed(error)}") from error
    if not real.is_dir() and not is_content(path):
        raise CorpusError(f"{path} is not content. Give a folder, or a {EXPECTED} file.")
    return real


def files_of(root: Root) -> Iterator[Path | ContentError]:
    """The files of content in a root, in order, and errors for what cannot be opened."""
    if not root.real.is_dir():
        yield root.path
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(root.path, onerror=closed.append):
        folders[:] = sorted(name for name in folders if _holds_content(folder, name))
        content = sorted(name for name in names if is_content(Path(name)))
        for name, is_file in (*((name, True) for name in content), *((name, False) for name in folders)):
            path = os.path.join(folder, name)
            problem = _link_problem(Path(path), root) if os.path.islink(path) else None
            if problem:
                yield ContentError(problem, path=path, source=root.source(Path(path)))
            elif is_file:
                yield Path(path)
    for error in closed:
        yield ContentError(_closed(error), path=str(error.filename), source=root.source(Path(error.filename)))


def _holds_content(parent: str, name: str) -> bool:
    """Whether a folder may have content; hidden folders and indexes do not."""
    return not name.startswith(".") and not is_index(os.path.join(parent, name))


def _closed(error: OSError) -> str:
    """The message for a folder that cannot be opened."""
    if isinstance(error, PermissionError):
        return "cannot be opened; give the user that builds the index permission to read and enter it"
    return f"cannot be opened: {error.strerror}"


def _link_problem(path: Path, root: Root) -> str | None:
    """Why a symbolic link is not followed; None if it leads into the library."""
    if not os.path.exists(path):
        return "is a broken link; fix or remove it"
    if not path.resolve().is_relative_to(root.real):
        return "is a link to a place outside the library; put a copy here, or add that folder to the library"
    return None

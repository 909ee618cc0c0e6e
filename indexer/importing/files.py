"""Files of an import, each written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from indexer.errors import ContentError
from indexer.importing.values import Outcome

MODE = 0o666
"""The permissions of a new file, less what the process's mask takes away."""

EXISTS = "exists and differs; use --force to overwrite it"


def write(path: Path, text: str, *, force: bool) -> Outcome:
    """Write a file; raises ContentError where another is there already, or it cannot be written."""
    try:
        if path.is_file() and path.read_bytes() == text.encode():
            return Outcome.UNCHANGED
        if os.path.lexists(path) and not force:
            raise ContentError(EXISTS, path=str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, text.encode(), force=force)
    except FileExistsError as error:
        raise ContentError(EXISTS, path=str(path)) from error
    except OSError as error:
        reason = f"cannot be written: {(error.strerror or 'the system refuses').lower()}"
        raise ContentError(reason, path=str(path)) from error
    return Outcome.WRITTEN


def _write(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file under a hidden name beside it, and give it its own name when it is whole."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            os.fchmod(file.fileno(), MODE & ~_mask())
            file.flush()
            os.fsync(file.fileno())
        if force:
            os.replace(name, path)
        else:
            os.link(name, path)  # unlike a rename, it never replaces a file that has just come
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _mask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask

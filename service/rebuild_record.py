"""The record of a rebuild, as the workers of a service share it and the API shows it."""

from __future__ import annotations

import datetime as dt

import msgspec


class Rebuild(msgspec.Struct, frozen=True):
    """A rebuild, with its last message; `exit_code` is 0 if it succeeded."""

    started: dt.datetime
    running: bool = True
    message: str = ""
    finished: dt.datetime | None = None
    exit_code: int | None = None

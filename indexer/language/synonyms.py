"""Other names for the same thing: the list that ships, and a library's own."""

from __future__ import annotations

import msgspec


class Synonym(msgspec.Struct, frozen=True):
    """What people type and what the library calls it; `both_ways` where either may stand for the other."""

    typed: str
    means: tuple[str, ...]
    both_ways: bool = False

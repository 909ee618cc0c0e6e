"""Rules and their findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

import msgspec

T = TypeVar("T")


class Level(StrEnum):
    """The level of a finding; a note is for information and needs no action."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Finding(msgspec.Struct, frozen=True):
    """A finding for an editor: its place, the rule that found it, and what to do."""

    path: str
    line: int | None
    rule: str
    message: str
    level: Level = Level.WARNING


class Fault(NamedTuple):
    """What a rule found: where it is, what it is, and what to do about it."""

    path: str
    line: int | None
    message: str


class Rule(NamedTuple, Generic[T]):
    """A rule: its name, its level, what it finds, and how it looks at a file, a profile or a library."""

    name: str
    level: Level
    finds: str
    look: Callable[[T], Iterator[Fault]]

    def findings(self, subject: T) -> Iterator[Finding]:
        """What the rule finds in its subject."""
        for fault in self.look(subject):
            yield Finding(fault.path, fault.line, self.name, fault.message, self.level)


class ReaderRule(NamedTuple):
    """A rule whose findings come from reading: its name, its level, and what it finds."""

    name: str
    level: Level
    finds: str


def named(things: list[str], most: int = 3) -> str:
    """Some names in a sentence: the first few, and how many more there are."""
    more = len(things) - most
    return ", ".join(things[:most]) + (f" and {more:,} more" if more > 0 else "")


def excerpt(text: str, length: int = 60) -> str:
    """How a text begins, in quotation marks."""
    return f"“{text if len(text) <= length else text[: length - 1].rstrip() + '…'}”"

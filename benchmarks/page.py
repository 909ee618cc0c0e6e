"""Figures in a document: sections between two marks, each replaced by the command that measures it."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

BEGIN, END = "<!-- figures", "<!-- end of figures -->"


def put(
    page: Path,
    name: str,
    lines: Iterable[str],
    wrong: Sequence[str],
    order: Iterable[str],
    mark: str = BEGIN,
) -> None:
    """Replace a section's figures after a mark in a page; sections keep this order."""
    text = page.read_text(encoding="utf-8")
    begin = text.index("\n", text.index(mark)) + 1
    end = text.index(END, begin)
    sections = dict(_sections(text[begin:end]))
    machine = f"{os.cpu_count()} cores, Linux {platform.release()}, Python {platform.python_version()}"
    faults = [f"- Wrong: {quoted(sentence)}" for sentence in wrong]
    measured = f"Measured on {dt.date.today():%-d %B %Y}: {machine}."
    sections[name] = "\n".join([*lines, "", *faults, *[""] * bool(faults), measured])
    made = "".join(f"\n### {each}\n\n{sections[each]}\n" for each in order if each in sections)
    page.write_text(f"{text[:begin]}{made}\n{text[end:]}", encoding="utf-8")


def quoted(sentence: str) -> str:
    """A sentence as it can stand in a table."""
    return sentence.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


def _sections(text: str) -> Iterator[tuple[str, str]]:
    for section in text.split("\n### ")[1:]:
        name, _, body = section.partition("\n")
        yield name, body.strip("\n")

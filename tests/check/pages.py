"""Profiles as the rules look at them, and libraries on disk to run them over."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from indexer.check import Finding, findings
from indexer.check.page import Page
from indexer.check.rules import PROFILE_RULES
from indexer.check.settings import CheckSettings
from indexer.profile import Profile
from indexer.readers.conventions import shipped

TODAY = dt.date(2026, 5, 1)


def check(profile: Profile, review_after_months: int | None = None) -> tuple[Finding, ...]:
    """What the rules for one profile find in one that stands in no file, whatever kinds it lacks."""
    settings = CheckSettings(expected_kinds=(), review_after_months=review_after_months)
    page = Page(profile, Path(profile.source), None, (), shipped(), settings, TODAY)
    return tuple(finding for rule in PROFILE_RULES for finding in rule.findings(page))


class Shelf:
    """A library on disk that a test fills."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.put("check.toml", "expected_kinds = []\n")

    def put(self, name: str, text: str) -> Path:
        """A file with a text."""
        file = self.folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def profile(self, name: str, body: str, title: str = "", more: str = "") -> Path:
        """A Markdown profile; its body begins in line 5, later by as many lines as there are more keys."""
        return self.put(f"{name}.md", f"---\ntitle: {title or name.title()}\n{more}---\n\n{body}")

    def found(self, rule: str) -> list[tuple[str, int | None]]:
        """The files and lines at which a rule finds something."""
        return [(Path(each.path).name, each.line) for each in findings([self.folder]) if each.rule == rule]

    def messages(self, rule: str) -> list[str]:
        """What a rule says."""
        return [each.message for each in findings([self.folder]) if each.rule == rule]

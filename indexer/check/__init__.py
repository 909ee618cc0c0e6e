"""Findings for editors: named rules over files, profiles and a whole library (docs/checks.md)."""

from indexer.check.findings import Finding, Level
from indexer.check.lint import findings
from indexer.check.rules import ALL_RULES

__all__ = ["ALL_RULES", "Finding", "Level", "findings"]

"""Libraries of names for questions: small ones written in a test, our own, and that of others."""

from __future__ import annotations

from pathlib import Path

from indexer.question import JobNames
from tests.paths.libraries import job, library

HERE = Path(__file__).parent
OWN_QUESTIONS = HERE / "own-questions.jsonl"
OWN_LIBRARY = HERE / "own-library.jsonl"

__all__ = ["HERE", "OWN_LIBRARY", "OWN_QUESTIONS", "job", "names_of"]


def names_of(path: Path) -> JobNames:
    """The names of a file of profiles."""
    return JobNames(library(path))

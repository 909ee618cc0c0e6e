"""A library for the rules to look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.pages import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A library without profiles, in which no kind of section is missed."""
    return Shelf(tmp_path)

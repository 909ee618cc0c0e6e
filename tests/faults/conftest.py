import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.subjects import quick_place


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder in memory where there is one: what is shown here does not depend on a disk's speed."""
    with tempfile.TemporaryDirectory(dir=quick_place()) as folder:
        yield Path(folder)

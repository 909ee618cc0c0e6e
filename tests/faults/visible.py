"""Update to visible: how long after a file is saved its words are found in the running service."""

from __future__ import annotations

import time
from pathlib import Path

from tests.faults.library import name, write, write_before
from tests.faults.running import Client, build, running

PATIENCE = 20.0


def until_visible(place: Path, size: int, saves: int, words: int) -> list[float]:
    """The seconds from each save to the first answer that shows it, over a library that is watched."""
    content, index = place / "content", place / "index"
    write_before(content, size, words)
    build(content, index)
    with running(content, index, "--watch") as port, Client(port) as client:
        time.sleep(3)  # the watcher starts with a look at everything
        return [_until_found(client, content, number) for number in range(saves)]


def _until_found(client: Client, content: Path, number: int) -> float:
    word = f"lantern{number}x"
    write(content / f"{name(number)}.md", number, word)
    saved = time.monotonic()
    while not any(word in str(hit["snippets"]) for hit in client.search(word).json()["hits"]):
        assert time.monotonic() - saved < PATIENCE, f"{word} is not found"
        time.sleep(0.005)
    seconds = time.monotonic() - saved
    time.sleep(0.5)
    return seconds

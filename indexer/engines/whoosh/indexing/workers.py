"""Worker processes that analyse profiles in parallel.

They do not use multiprocessing, which runs the caller's main script again and fails if that has no guard.
A worker reads profiles as MessagePack from its input and writes pickled Batches.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from typing import IO

import msgspec

import indexer
from indexer.engines.whoosh.indexing.analysis import Batch, analyse
from indexer.errors import IndexFailure
from indexer.profile import Profile

CHUNK = 64
"""The number of profiles in one message to a worker."""
ENOUGH = 4 * CHUNK
"""With fewer profiles, starting processes takes longer than it saves."""
AHEAD = 2
"""The chunks that are read ahead for each worker; more would only take memory."""
LENGTH = 8

Worker = subprocess.Popen[bytes]


def analysed(profiles: Iterable[Profile]) -> Iterator[Batch]:
    """Analyse profiles in chunks, in order, in this process if they are few."""
    source = iter(profiles)
    first = list(islice(source, ENOUGH))
    count = os.cpu_count() or 1
    chunks = _chunks(first, source)
    return map(analyse, chunks) if len(first) < ENOUGH or count == 1 else _beside(chunks, count)


def _chunks(first: Sequence[Profile], rest: Iterator[Profile]) -> Iterator[list[Profile]]:
    yield from (list(first[at : at + CHUNK]) for at in range(0, len(first), CHUNK))
    yield from iter(lambda: list(islice(rest, CHUNK)), [])


def _beside(chunks: Iterable[Sequence[Profile]], count: int) -> Iterator[Batch]:
    idle: SimpleQueue[Worker] = SimpleQueue()

    def ask(profiles: Sequence[Profile]) -> Batch:
        worker = idle.get()
        try:
            return _asked(worker, profiles)
        finally:
            idle.put(worker)

    with ExitStack() as stack:
        for _ in range(count):
            worker = stack.enter_context(_started())
            stack.callback(worker.kill)
            idle.put(worker)
        threads = stack.enter_context(ThreadPoolExecutor(count))
        asked: deque[Future[Batch]] = deque()
        for chunk in chunks:
            asked.append(threads.submit(ask, chunk))
            if len(asked) > AHEAD * count:
                yield asked.popleft().result()
        while asked:
            yield asked.popleft().result()


def _started() -> Worker:
    path = os.pathsep.join((str(Path(indexer.__file__).parent.parent), os.environ.get("PYTHONPATH", "")))
    command = [sys.executable, "-m", __name__]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, env={**os.environ, "PYTHONPATH": path})  # noqa: S603


def _asked(worker: Worker, profiles: Sequence[Profile]) -> Batch:
    if worker.stdin is None or worker.stdout is None:
        raise TypeError("a worker is started with pipes")
    try:
        _write(worker.stdin, msgspec.msgpack.encode(profiles))
        answer = _read(worker.stdout)
    except BrokenPipeError:
        answer = b""
        with suppress(BrokenPipeError):  # what could not be sent must not be sent again when all is closed
            worker.stdin.close()
    if not answer:
        raise IndexFailure("a process that analyses profiles ended too early; build again")
    batch: Batch = pickle.loads(answer)  # noqa: S301  our own child's
    return batch


def _write(stream: IO[bytes], body: bytes) -> None:
    stream.write(len(body).to_bytes(LENGTH, "little") + body)
    stream.flush()


def _read(stream: IO[bytes]) -> bytes:
    """Read one message; empty at the end of the stream or after a broken one."""
    length = int.from_bytes(stream.read(LENGTH), "little")
    body = stream.read(length)
    return body if len(body) == length else b""


def main() -> None:
    """Run a worker until its input ends."""
    profiles = msgspec.msgpack.Decoder(tuple[Profile, ...])
    while body := _read(sys.stdin.buffer):
        _write(sys.stdout.buffer, pickle.dumps(analyse(profiles.decode(body)), pickle.HIGHEST_PROTOCOL))


if __name__ == "__main__":
    main()

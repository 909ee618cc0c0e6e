"""A real server in another thread, for an application under test."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp


@contextmanager
def listening(app: ASGIApp, **limits: object) -> Iterator[int]:
    """The port at which a server in another thread serves an application."""
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, **limits))  # type: ignore[arg-type]
    with socket.create_server(("127.0.0.1", 0)) as sock:
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([sock])))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield sock.getsockname()[1]
        server.should_exit = True
        thread.join()

"""A front of the cluster as its operators set one up: TLS with a certificate of their own, and a password."""

from __future__ import annotations

import http.client
import ssl
import subprocess
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from tests.opensearch.jars import program

USER, PASSWORD = "searcher", "correct-horse-battery"


class Front(NamedTuple):
    """Host and port of a front, and the file with the certificate that signs for it."""

    host: str
    certificate: Path


@contextmanager
def front(behind: str, folder: Path) -> Iterator[Front]:
    """Pass on requests over TLS that know the password; others are refused with 401."""
    certificate, key = _certificate(folder)

    class Handler(_Handler):
        node = behind

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Front(f"127.0.0.1:{server.server_address[1]}", certificate)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    node = ""
    timeout = 5

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        known = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {known}":
            self._answer(401, b"Unauthorized", "text/plain")
            return
        connection = http.client.HTTPConnection(self.node, timeout=30)
        try:
            connection.request(self.command, self.path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            self._answer(answer.status, answer.read())
        finally:
            connection.close()

    do_POST = do_PUT = do_DELETE = do_HEAD = do_GET  # noqa: N815  as http.server names them

    def _answer(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if self.command != "HEAD" else b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine that signs itself, and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=a test"]
    names = ["-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-out", str(certificate), "-keyout", str(key)]
    subprocess.run([program("openssl"), *made, *names, *files], check=True, capture_output=True)
    return certificate, key

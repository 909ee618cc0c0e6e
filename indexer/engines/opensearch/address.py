"""The address of an index in a cluster: hosts, user and the name of the index."""

from __future__ import annotations

import re
from typing import NamedTuple, Self

from indexer.errors import UsageError

SCHEMES = {"opensearch+http": "http", "opensearch+https": "https"}
"""The schemes of an engine's address, with the URL scheme of its hosts."""

DEFAULT_PORT = 9200

OPTIONS = {"shards": range(1, 1025), "replicas": range(11)}
"""The options after the name of the index, with their allowed values."""

EXAMPLE = "opensearch+https://user@host1:9200,host2:9200/profiles"

_ADDRESS = re.compile(
    r"(?P<scheme>[a-z+]+)://(?:(?P<user>[^/@]*)@)?(?P<hosts>[^/@]+)/(?P<name>[^/?]*)(?:\?(?P<options>.*))?"
)
_HOST = re.compile(r"(?P<name>[\w.-]+|\[[0-9a-fA-F:]+\])(?::(?P<port>\d{1,5}))?")
_INDEX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


class ClusterAddress(NamedTuple):
    """Where an index is: the addresses of hosts, the user, and the alias that names it.

    `shards` is the number of primary shards, and `replicas` the number of extra copies of each. With two,
    each of three nodes can answer alone, so that a node that hangs holds up nobody.
    """

    hosts: tuple[str, ...]
    user: str
    name: str
    shards: int = 1
    replicas: int = 2

    @classmethod
    def parse(cls, url: str) -> Self:
        """The address in a URL like `opensearch+https://user@host1:9200,host2:9200/profiles`.

        Raises UsageError with a sentence that never repeats a password.
        """
        found = _ADDRESS.fullmatch(url)
        scheme = SCHEMES.get(found["scheme"]) if found else None
        if found is None or scheme is None:
            raise UsageError(f"the address of the cluster cannot be read; write it like {EXAMPLE}")
        user = found["user"] or ""
        if ":" in user:
            raise UsageError(
                "the address of the cluster has a password; put it in PROFILE_INDEX_ENGINE_PASSWORD instead"
            )
        if not _INDEX.fullmatch(found["name"]):
            raise UsageError(
                f"{found['name']!r} cannot be the name of an index; use lower-case letters, digits, _ and -"
            )
        hosts = tuple(_host(scheme, each) for each in found["hosts"].split(","))
        return cls(hosts, user, found["name"], **_options(found["options"] or ""))

    def __str__(self) -> str:
        """The hosts and the index, as messages name them: without the user."""
        return f"{', '.join(self.hosts)} ({self.name})"


def _host(scheme: str, text: str) -> str:
    found = _HOST.fullmatch(text.strip())
    if found is None:
        raise UsageError(f"{text!r} is not a host of the cluster; write it like host:{DEFAULT_PORT}")
    return f"{scheme}://{found['name']}:{found['port'] or DEFAULT_PORT}"


def _options(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for option in filter(None, text.split("&")):
        name, _, value = option.partition("=")
        if not value.isdecimal() or int(value) not in OPTIONS.get(name, ()):
            raise UsageError(f"{option!r} is not an option of an index; use shards=3 or replicas=2")
        found[name] = int(value)
    return found

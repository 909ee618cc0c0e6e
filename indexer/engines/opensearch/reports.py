"""The report of the last build, beside the lock."""

from __future__ import annotations

import msgspec

from indexer.engines.opensearch.client import WRITING, Client
from indexer.engines.opensearch.mapping import LIBRARY
from indexer.errors import IndexFailure
from indexer.report import Report

REPORT = "report"


def write_report(client: Client, index: str, report: Report) -> None:
    """Store the report of a build."""
    body = {LIBRARY: {"report": msgspec.json.encode(report).decode()}}
    client.ask("PUT", f"/{index}/_doc/{REPORT}", body, patience=WRITING)


def read_report(client: Client, index: str) -> Report | None:
    """The report of the last build; None if there is none, or if another version wrote it."""
    try:
        found = client.ask("GET", f"/{index}/_doc/{REPORT}")
        return msgspec.json.decode(found["_source"][LIBRARY]["report"], type=Report)
    except (IndexFailure, msgspec.ValidationError):
        return None

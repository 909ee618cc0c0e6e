"""The status of an index, and the report of its last build, which is beside the lock."""

from __future__ import annotations

import msgspec

from indexer.engines.opensearch.cluster.client import ANSWERING, WRITING, Client
from indexer.engines.opensearch.cluster.history import held_since
from indexer.engines.opensearch.cluster.served import Seen, read_state
from indexer.engines.opensearch.index.mapping import LIBRARY, schema_version
from indexer.errors import IndexFailure
from indexer.report import Report, Status, unserved_build

NAME = "opensearch"
REPORT = "report"
"""The id of the document with the report."""


def status_of(client: Client, control: str) -> Status:
    """The status of what serves; if nothing does, its problems say why."""
    try:
        seen = read_state(client, client.address.name, ANSWERING)
    except IndexFailure as error:
        return _status(None, (str(error),), None)
    report = _read_report(client, control)
    if seen.serving.schema_version != schema_version():
        return _status(None, (seen.outdated(client),), report)
    return msgspec.structs.replace(_status(seen, (), report), held=held_since(client, control))


def write_report(client: Client, control: str, report: Report) -> None:
    """Store the report of a build."""
    body = {LIBRARY: {"report": msgspec.json.encode(report).decode()}}
    client.ask("PUT", f"/{control}/_doc/{REPORT}", body, patience=WRITING)


def _read_report(client: Client, control: str) -> Report | None:
    """The report of the last build; None if there is none, or if another version wrote it."""
    try:
        found = client.ask("GET", f"/{control}/_doc/{REPORT}")
        return msgspec.json.decode(found["_source"][LIBRARY]["report"], type=Report)
    except (IndexFailure, msgspec.ValidationError):
        return None


def _status(seen: Seen | None, problems: tuple[str, ...], report: Report | None) -> Status:
    serving = seen.serving if seen else None
    return Status(
        engine=NAME,
        generation=serving.name if serving else None,
        profiles=serving.profiles if serving else 0,
        built=serving.built if serving else None,
        schema_version=schema_version(),
        content_hash=serving.content_hash if serving else "",
        healthy=not problems,
        problems=(*problems, *unserved_build(report)),
        last_build=report,
    )

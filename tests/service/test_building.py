"""What the watcher logs of a build."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import structlog
from structlog.testing import LogCapture

from indexer.engines import open_engine
from indexer.report import Refusal, Report
from service.commands.building import _built, log_report
from service.settings import Settings

REPORT = Report(
    dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
    1.25,
    "g00000003",
    changed=("farrier.md",),
    removed=("cooper.md", "tanner.md"),
    refused=(Refusal("/srv/cutler.md", 7, "has no title; give it one"),),
)


def logged(report: Report) -> list[Any]:
    """The events that a report makes."""
    seen = LogCapture()
    logger = structlog.wrap_logger(None, processors=[seen], wrapper_class=structlog.stdlib.BoundLogger)
    log_report(report, logger)
    return list(seen.entries)


def test_a_build_that_is_served_is_logged_as_built() -> None:
    built, refused = logged(REPORT)
    assert (built["event"], built["log_level"], built["generation"]) == ("built", "info", "g00000003")
    assert (built["added"], built["changed"], built["removed"], built["refused"]) == (0, 1, 2, 1)
    assert (refused["event"], refused["path"], refused["line"]) == ("refused", "/srv/cutler.md", 7)


def test_a_build_that_is_not_served_is_logged_once_as_what_it_would_have_been() -> None:
    reasons = ("only 1 of 60 profiles would be left", "nobody is not found")
    event, refused = logged(msgspec.structs.replace(REPORT, objections=reasons))
    assert (event["event"], event["log_level"]) == ("not served", "error")
    assert event["reasons"] == list(reasons)
    assert (event["would_be_changed"], event["would_be_removed"]) == (1, 2)
    assert event.keys().isdisjoint({"added", "changed", "removed"})
    assert refused["event"] == "refused"


def test_a_watched_index_that_is_held_is_said_once_and_built_after_its_release(tmp_path: Path) -> None:
    library = tmp_path / "library"
    settings = Settings(index=str(tmp_path / "index"), profiles=(str(library),))
    seen = LogCapture()
    logger = structlog.wrap_logger(None, processors=[seen], wrapper_class=structlog.stdlib.BoundLogger)
    with closing(open_engine(settings.engine_url)) as engine:
        for text in ("You mend pots.", "You mend pans."):
            library.mkdir(exist_ok=True)
            (library / "tinker.md").write_text(f"---\ntitle: Tinker\n---\n\n{text}\n", "utf-8")
            assert _built(settings, engine, logger)
        engine.rollback(hold=True)
        seen.entries.clear()
        assert [_built(settings, engine, logger) for _ in range(3)] == [False] * 3, "so it is tried again"
        assert [entry["event"] for entry in seen.entries] == ["not served"]
        engine.release()
        assert _built(settings, engine, logger)
        assert seen.entries[-1]["event"] == "built"

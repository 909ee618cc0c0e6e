"""Metrics for Prometheus, and a line in the log for every request."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterator, Mapping
from typing import Any

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indexer.report import Report, Status

log = structlog.get_logger("service")

CLIENT_GONE = 499
"""The status that counts requests whose client disconnected, as in nginx."""

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)


class Metrics:
    """The metrics of this process, or of all workers if they share a folder."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "profile_index_requests",
            "Requests by method, route and status.",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "profile_index_request_seconds",
            "Seconds until the answer was sent, by route.",
            ["route"],
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.without_results = Counter(
            "profile_index_searches_without_results",
            "Searches that found nothing.",
            registry=self.registry,
        )

    def exposition(self, status: Status) -> bytes:
        """All metrics in Prometheus's text format, including those of the index."""
        registry = self.registry
        if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        of_index = CollectorRegistry()
        of_index.register(IndexFigures(status))
        return generate_latest(registry) + generate_latest(of_index)


class IndexFigures(Collector):
    """The metrics of the index that serves, computed on request."""

    def __init__(self, status: Status) -> None:
        self.status = status

    def collect(self) -> Iterator[Metric]:
        """The metrics of the index and of the last build by any process."""
        yield GaugeMetricFamily(
            "profile_index_profiles", "Profiles in the served index.", self.status.profiles
        )
        yield GaugeMetricFamily(
            "profile_index_healthy", "1 if the served index is healthy, else 0.", self.status.healthy
        )
        if self.status.built:
            age = dt.datetime.now(dt.UTC) - self.status.built
            yield GaugeMetricFamily(
                "profile_index_generation_age_seconds",
                "Seconds since the served index was built.",
                age.total_seconds(),
            )
        if self.status.last_build:
            yield from _of_build(self.status.last_build)


def _of_build(report: Report) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "profile_index_last_build_success",
        "0 if the last build is not served and edits are held back, else 1.",
        not report.objections,
    )
    yield GaugeMetricFamily(
        "profile_index_last_build_timestamp_seconds",
        "When the last build ended, served or not, in Unix time.",
        report.ended.timestamp(),
    )
    yield GaugeMetricFamily(
        "profile_index_refused_files",
        "Files and records that the last build could not read.",
        len(report.refused),
    )


def _gone(error: RuntimeError | OSError) -> Exception:
    """A ClientDisconnect if that is why a response could not be sent, else the error.

    uvloop raises a RuntimeError for it, which differs from our own errors only in its message.
    """
    closed = isinstance(error, OSError) or str(error).endswith("the handler is closed")
    return ClientDisconnect() if closed else error


class MetricsMiddleware:
    """Middleware that counts, times and logs every request.

    `routes` has the path of each endpoint.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, routes: Mapping[Any, str]) -> None:
        self.app = app
        self.metrics = metrics
        self.routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note how it ended."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            try:
                await send(message)
            except (RuntimeError, OSError) as error:
                raise _gone(error) from error

        try:
            await self.app(scope, receive, noting)
        except ClientDisconnect:
            status = CLIENT_GONE  # nothing is wrong here: there is nobody to tell, and nothing to log
        finally:
            self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = self.routes.get(scope.get("endpoint"), "none")
        method = scope["method"] if scope["method"] in {"GET", "HEAD", "POST", "OPTIONS"} else "other"
        self.metrics.requests.labels(method, route, status).inc()
        self.metrics.seconds.labels(route).observe(seconds)
        log.info(
            "request", method=method, path=scope["path"], status=status, milliseconds=round(seconds * 1000, 1)
        )

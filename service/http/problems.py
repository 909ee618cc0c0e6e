"""Errors of the API as problem details (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from indexer.errors import IndexFailure, IndexLocked, UsageError
from service.parameters import ParameterError

MEDIA_TYPE = "application/problem+json"


class WrongParameter(msgspec.Struct, frozen=True):
    """A parameter, and what is wrong with it."""

    parameter: str
    detail: str


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """Problem details of a request that failed (RFC 9457)."""

    title: str
    status: int
    detail: str
    instance: str
    type: str = "about:blank"
    errors: tuple[WrongParameter, ...] = ()


def problem(
    request: Request,
    status: int,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    errors: tuple[WrongParameter, ...] = (),
) -> Response:
    """A response with problem details."""
    said = Problem(HTTPStatus(status).phrase, status, detail, request.scope["path"], errors=errors)
    return Response(
        msgspec.json.encode(said),
        status,
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def status_of(error: Exception) -> int:
    """The HTTP status of one of our own errors."""
    kinds = ((UsageError, 400), (IndexLocked, 409), (IndexFailure, 503))
    return next((status for kind, status in kinds if isinstance(error, kind)), 500)


def wrong_parameters(error: Exception) -> tuple[WrongParameter, ...]:
    """The wrong parameters of an error; empty if it is about something else."""
    if isinstance(error, ParameterError):
        return tuple(WrongParameter(*each) for each in error.errors.items())
    return ()

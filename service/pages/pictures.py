"""Pictures of profiles, read from the library."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.errors import ProfileIndexError
from indexer.library.pictures import PictureFile, picture_source, read_picture
from indexer.profile import Profile
from service.app_state import AppState
from service.http.negotiation import has_already


def picture_routes(state: AppState) -> list[Route]:
    """The route of the pictures in profiles."""
    roots = [Path(each) for each in state.settings.profiles]

    async def picture(request: Request) -> Response:
        searcher = await state.apart(state.engine.searcher)
        profile = await state.apart(searcher.get, request.path_params["id"])
        source = request.path_params["source"]
        if profile is None or source not in _sources(profile):
            raise HTTPException(404, "There is no picture at this address.")
        try:
            found = await run_in_threadpool(read_picture, roots, source)
        except ProfileIndexError as error:
            raise HTTPException(404, "There is no picture at this address.") from error
        return _sent(request, found)

    return [Route("/profiles/{id}/pictures/{source:path}", picture, name="picture")]


def _sources(profile: Profile) -> set[str | None]:
    """The paths of the pictures that a profile shows."""
    shown = (each for section in profile.sections for each in section.pictures)
    return {picture_source(each.target, profile.source) for each in shown} - {None}


def _sent(request: Request, found: PictureFile) -> Response:
    """A picture, or a 304; browsers keep it and ask whether it has changed."""
    etag = f'"{blake2b(found.content, digest_size=12).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if has_already(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    return Response(found.content, headers=headers, media_type=found.media_type)

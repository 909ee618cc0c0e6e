"""The page about the API, made from the API's own description."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.openapi import description
from service.pages.site import Site
from service.serving import Rendered, Serving
from service.view.endpoints import calls, shapes


def reference_routes(serving: Serving, site: Site) -> list[Route]:
    """The page's route."""

    async def reference(request: Request) -> Response:
        return serving.respond(request, "/api", lambda: reference_page(request, serving, site))

    return [Route("/api", reference, name="reference")]


def reference_page(request: Request, serving: Serving, site: Site) -> Rendered:
    """Every call with a form to try it, and every type that is answered."""
    described = description(serving.settings)
    first = next(iter(serving.engine.catalogue()), None)
    return site.render(
        request,
        "api.html",
        calls=calls(described),
        shapes=shapes(described),
        example=first.id if first else "production-manager",
    )

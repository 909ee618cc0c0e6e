"""The JSON endpoints: one table of them, from which the routes and the description are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.engine import Query, Results
from indexer.profile import Profile
from service import answers
from service.parameters import Pairs, parameters_from, written
from service.querystring import SearchParameters, page_links, query_from
from service.rebuild import rebuild
from service.serving import Rendered, Serving

ROOT = "/api/v1"


class NoParameters(msgspec.Struct, frozen=True):
    """An endpoint that takes no parameters."""


class SuggestParameters(msgspec.Struct, frozen=True):
    """What is being typed."""

    q: Annotated[str, Meta(max_length=200, description="What has been typed so far.")] = ""
    limit: Annotated[int, Meta(ge=1, le=20, description="How many suggestions at most.")] = 8


class SimilarParameters(msgspec.Struct, frozen=True):
    """How many similar profiles."""

    limit: Annotated[int, Meta(ge=1, le=20, description="How many profiles at most.")] = 6


class Asked(msgspec.Struct, frozen=True):
    """A request as an endpoint sees it: what answers, its parameters, and the id in its path.

    `trusted` is one that has the operator's token.
    """

    serving: Serving
    parameters: Any
    id: str
    trusted: bool = False

    @property
    def root(self) -> str:
        """The path under which the site is seen."""
        return self.serving.settings.root


class Endpoint(msgspec.Struct, frozen=True):
    """A GET that answers with JSON.

    `read` makes of the parameters what is asked; `kept` answers last as long as a generation serves.
    """

    path: str
    summary: str
    parameters: type[msgspec.Struct]
    answer: type[msgspec.Struct]
    respond: Callable[[Asked], msgspec.Struct]
    headers: Callable[[Asked, Any], Mapping[str, str]] = lambda _asked, _answer: {}
    read: Callable[[Pairs], Any] | None = None
    kept: bool = True

    def asked(self, pairs: Pairs) -> Any:
        """What a request's parameters ask; ParameterError names those that make no sense."""
        return self.read(pairs) if self.read else parameters_from(pairs, self.parameters, strict=True)


def search(asked: Asked) -> answers.SearchAnswer:
    """One page of hits."""
    return answers.search_answer(asked.serving.engine.search(asked.parameters), asked.root)


def search_links(asked: Asked, answer: answers.SearchAnswer) -> Mapping[str, str]:
    """The pages before and after, as a Link header."""
    links = page_links(asked.parameters, answer.pages)
    ways = (("prev", links.previous), ("next", links.next))
    header = ", ".join(
        f'<{asked.root}{ROOT}/search{"?" if query else ""}{query}>; rel="{rel}"'
        for rel, query in ways
        if query is not None
    )
    return {"Link": header} if header else {}


def suggest(asked: Asked) -> answers.SuggestAnswer:
    """Completions of what is being typed."""
    typed = " ".join(asked.parameters.q.split())
    found = asked.serving.engine.suggest(typed, asked.parameters.limit) if typed else []
    return answers.SuggestAnswer(typed, tuple(answers.suggestion_answer(each, asked.root) for each in found))


def profile(asked: Asked) -> answers.ProfileAnswer:
    """A whole profile."""
    return answers.profile_answer(_found(asked), asked.serving.engine.mentions(asked.id), asked.root)


def similar(asked: Asked) -> answers.SimilarAnswer:
    """The profiles most like one."""
    found = asked.serving.engine.similar(_found(asked).id, asked.parameters.limit)
    return answers.SimilarAnswer(asked.id, answers.hit_answers(found, asked.root))


def qualifications(asked: Asked) -> answers.QualificationsAnswer:
    """The taxonomy with its counts."""
    facets = asked.serving.engine.search(Query(page_size=1)).facets
    counts = {
        each.value: each.count for facet in facets if facet.name == "qualification" for each in facet.values
    }
    return answers.qualification_answers(counts)


def status(asked: Asked) -> answers.StatusAnswer:
    """What serves now; with the operator's token also what the last builds did, and with which files."""
    now = asked.serving.engine.status()
    if not asked.trusted:
        return answers.StatusAnswer(now.generation, now.profiles, now.built, now.healthy)
    return answers.StatusAnswer(**msgspec.structs.asdict(now), rebuild=asked.serving.rebuilds.last())


def _found(asked: Asked) -> Profile:
    found = asked.serving.engine.get(asked.id)
    if found is None:
        shown = asked.id if len(asked.id) <= 80 else asked.id[:80] + "…"
        raise HTTPException(404, f"There is no profile {shown!r}.")
    return found


ENDPOINTS = (
    Endpoint(
        "/search",
        "Search: ranked hits, snippets and facets.",
        SearchParameters,
        answers.SearchAnswer,
        search,
        search_links,
        read=partial(query_from, strict=True),
    ),
    Endpoint("/suggest", "Complete what is being typed.", SuggestParameters, answers.SuggestAnswer, suggest),
    Endpoint("/profiles/{id}", "A whole profile.", NoParameters, answers.ProfileAnswer, profile),
    Endpoint(
        "/profiles/{id}/similar",
        "The profiles most like one.",
        SimilarParameters,
        answers.SimilarAnswer,
        similar,
    ),
    Endpoint(
        "/qualifications",
        "Every kind of qualification, with how many profiles name it.",
        NoParameters,
        answers.QualificationsAnswer,
        qualifications,
    ),
    Endpoint(
        "/status",
        "What serves now; with the operator's token the last build and the last rebuild, too.",
        NoParameters,
        answers.StatusAnswer,
        status,
        kept=False,
    ),
)


def routes(serving: Serving) -> list[Route]:
    """Every endpoint as a route."""
    made = [Route(ROOT + each.path, _route(serving, each), name=f"api:{each.path}") for each in ENDPOINTS]
    return [
        *made,
        Route(
            f"{ROOT}/rebuild", rebuild(serving.rebuilds, serving.guard), methods=["POST"], name="api:rebuild"
        ),
    ]


def _route(serving: Serving, endpoint: Endpoint) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        parameters = endpoint.asked(request.query_params.multi_items())
        asked = Asked(serving, parameters, request.path_params.get("id", ""))
        if not endpoint.kept:
            asked = msgspec.structs.replace(asked, trusted=serving.guard.admits(request))
            rendered = _rendered(endpoint, asked)
            return Response(rendered.body, 200, {"Cache-Control": "no-store"}, rendered.media_type)
        key = f"{request.scope['path']}?{written(parameters, endpoint.parameters)}"
        if asked.id:
            return await serving.respond_about(asked.id, request, key, lambda: _rendered(endpoint, asked))
        searched = parameters if isinstance(parameters, Query) else None
        return serving.respond(request, key, lambda: _rendered(endpoint, asked), searched)

    return answer


def _rendered(endpoint: Endpoint, asked: Asked) -> Rendered:
    answer = endpoint.respond(asked)
    found = answer.total if isinstance(answer, Results) else None
    return Rendered(msgspec.json.encode(answer), "application/json", endpoint.headers(asked, answer), found)

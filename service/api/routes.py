"""The JSON endpoints: one table for the routes and the OpenAPI description."""

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

from indexer.engine import Searcher
from indexer.profile import Profile
from indexer.query import Query
from indexer.results import Results
from service.api import answers
from service.app_state import AppState
from service.parameters import Pairs, parameters_from, written
from service.querystring import SearchParameters, adjacent_pages, query_from, refuse_order
from service.rebuild import rebuild
from service.response_cache import Rendered

ROOT = "/api/v1"


class NoParameters(msgspec.Struct, frozen=True):
    """An endpoint that takes no parameters."""


class SuggestParameters(msgspec.Struct, frozen=True):
    """The parameters of suggestions."""

    q: Annotated[str, Meta(max_length=200, description="The text typed so far.")] = ""
    limit: Annotated[int, Meta(ge=1, le=20, description="The most suggestions to return.")] = 8


class SimilarParameters(msgspec.Struct, frozen=True):
    """The parameters of similar profiles."""

    limit: Annotated[int, Meta(ge=1, le=20, description="The most profiles to return.")] = 6


class ApiRequest(msgspec.Struct, frozen=True):
    """A request as an endpoint sees it; `root` is the path of the site."""

    searcher: Searcher
    parameters: Any
    id: str
    root: str


class Endpoint(msgspec.Struct, frozen=True):
    """A GET endpoint that answers with JSON.

    `read`, if given, turns the parameters into a value; `headers` are added to the answer.
    """

    path: str
    summary: str
    parameters: type[msgspec.Struct]
    answer: type[msgspec.Struct]
    respond: Callable[[ApiRequest], msgspec.Struct]
    headers: Callable[[ApiRequest, Any], Mapping[str, str]] = lambda _asked, _answer: {}
    read: Callable[[Pairs], Any] | None = None

    def asked(self, pairs: Pairs) -> Any:
        """The parameters as a value; raises ParameterError for unknown or invalid ones."""
        return self.read(pairs) if self.read else parameters_from(pairs, self.parameters, strict=True)


def search(asked: ApiRequest) -> answers.SearchAnswer:
    """One page of hits."""
    refuse_order(asked.parameters, asked.searcher)
    return answers.search_answer(asked.searcher.search(asked.parameters), asked.root)


def search_links(asked: ApiRequest, answer: answers.SearchAnswer) -> Mapping[str, str]:
    """A Link header to the previous and the next page."""
    ways = zip(("prev", "next"), adjacent_pages(asked.parameters, answer.pages), strict=True)
    header = ", ".join(
        f'<{asked.root}{ROOT}/search{"?" if query else ""}{query}>; rel="{rel}"'
        for rel, query in ways
        if query is not None
    )
    return {"Link": header} if header else {}


def suggest(asked: ApiRequest) -> answers.SuggestAnswer:
    """Completions of the text typed so far."""
    typed = " ".join(asked.parameters.q.split())
    found = asked.searcher.suggest(typed, asked.parameters.limit) if typed else []
    return answers.SuggestAnswer(typed, tuple(answers.suggestion_answer(each, asked.root) for each in found))


def profile(asked: ApiRequest) -> answers.ProfileAnswer:
    """Get a profile."""
    found, searcher = _found(asked), asked.searcher
    entry, named = searcher.entry(asked.id), (searcher.mentions(asked.id), searcher.ways(asked.id))
    environment = entry.environment if entry else ()
    return answers.profile_answer(found, *named, searcher.paths(asked.id), asked.root, environment)


def similar(asked: ApiRequest) -> answers.SimilarAnswer:
    """The profiles most similar to one."""
    if asked.searcher.entry(asked.id) is None:
        raise _unknown(asked)
    found = asked.searcher.similar(asked.id, asked.parameters.limit)
    return answers.SimilarAnswer(asked.id, answers.hit_answers(found, asked.root))


def qualifications(asked: ApiRequest) -> answers.QualificationsAnswer:
    """The taxonomy with the number of profiles for each kind."""
    facets = (facet for facet in asked.searcher.counts() if facet.name == "qualification")
    counts = {each.value: each.count for facet in facets for each in facet.values}
    return answers.qualification_answers(counts)


def status(_asked: ApiRequest) -> answers.StatusAnswer:
    """A placeholder for the OpenAPI description; another route answers."""
    raise NotImplementedError


def _found(asked: ApiRequest) -> Profile:
    found = asked.searcher.get(asked.id)
    if found is None:
        raise _unknown(asked)
    return found


def _unknown(asked: ApiRequest) -> HTTPException:
    shown = asked.id if len(asked.id) <= 80 else asked.id[:80] + "…"
    return HTTPException(404, f"There is no profile {shown!r}.")


ENDPOINTS = (
    Endpoint(
        "/search",
        "Search profiles: ranked hits, snippets and facets.",
        SearchParameters,
        answers.SearchAnswer,
        search,
        search_links,
        read=partial(query_from, strict=True),
    ),
    Endpoint(
        "/suggest",
        "Suggest completions of the text typed so far.",
        SuggestParameters,
        answers.SuggestAnswer,
        suggest,
    ),
    Endpoint("/profiles/{id}", "Get a profile.", NoParameters, answers.ProfileAnswer, profile),
    Endpoint(
        "/profiles/{id}/similar",
        "Find the profiles most similar to one.",
        SimilarParameters,
        answers.SimilarAnswer,
        similar,
    ),
    Endpoint(
        "/qualifications",
        "List every kind of qualification, with how many profiles accept it.",
        NoParameters,
        answers.QualificationsAnswer,
        qualifications,
    ),
    Endpoint(
        "/status",
        "Get which generation is served; with the operator's token, also the last build and rebuild.",
        NoParameters,
        answers.StatusAnswer,
        status,
    ),
)


def routes(state: AppState) -> list[Route]:
    """Every endpoint as a route."""
    made = [Route(ROOT + each.path, _route(state, each), name=f"api:{each.path}") for each in ENDPOINTS]
    asked = rebuild(state.rebuilds, state.guard)
    return [*made, Route(f"{ROOT}/rebuild", asked, methods=["POST"], name="api:rebuild")]


def _route(state: AppState, endpoint: Endpoint) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        parameters = endpoint.asked(request.query_params.multi_items())
        profile_id = request.path_params.get("id", "")

        def render(searcher: Searcher) -> Rendered:
            return _rendered(endpoint, ApiRequest(searcher, parameters, profile_id, state.settings.root))

        key = f"{request.scope['path']}?{written(parameters, endpoint.parameters)}"
        if profile_id:
            return await state.respond_about(profile_id, request, key, render)
        searched = parameters if isinstance(parameters, Query) else None
        return await state.respond(request, key, render, searched)

    async def answer_status(request: Request) -> Response:
        endpoint.asked(request.query_params.multi_items())
        body = msgspec.json.encode(await _status(state, trusted=state.guard.admits(request)))
        return Response(body, 200, {"Cache-Control": "no-store"}, "application/json")

    return answer_status if endpoint.respond is status else answer


def _rendered(endpoint: Endpoint, asked: ApiRequest) -> Rendered:
    answer = endpoint.respond(asked)
    body, headers = msgspec.json.encode(answer), endpoint.headers(asked, answer)
    if isinstance(answer, Results):
        return Rendered(body, "application/json", headers, answer.total, answer.query.unmatched)
    return Rendered(body, "application/json", headers)


async def _status(state: AppState, *, trusted: bool) -> answers.StatusAnswer:
    """The status; trusted requests also get problems, builds and file names."""
    now = await state.apart(state.engine.status)
    if not trusted:
        return answers.StatusAnswer(now.generation, now.profiles, now.built, now.healthy)
    return answers.StatusAnswer(**msgspec.structs.asdict(now), rebuild=state.rebuilds.last())

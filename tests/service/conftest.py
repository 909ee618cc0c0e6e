"""A small library in a real index, and clients of the service over it."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
import structlog
from starlette.testclient import TestClient

from indexer.engines import open_engine
from indexer.profile import Profile, Section, SectionKind
from service.app import create_app
from service.http.limits import limits
from service.settings import Settings
from tests.service.server import listening

REQUIREMENTS = {
    "Electrician": "An apprenticeship is the usual way in.",
    "Midwife": "You need a degree in midwifery.",
    "Nurse": "You need a degree in nursing.",
    "Baker": "There are no set requirements.",
    "Roofer": "An apprenticeship is the usual way in.",
}
CATEGORIES = {"Nurse": "Healthcare", "Midwife": "Healthcare"}


def library() -> list[Profile]:
    """The profiles of the small library."""
    plain = [simple_profile(title, text) for title, text in REQUIREMENTS.items()]
    return [production_manager(), *plain]


def simple_profile(title: str, requirements: str) -> Profile:
    """A profile of two sections."""
    name = title.lower()
    return Profile(
        id=name,
        title=title,
        sections=(
            Section(SectionKind.DUTIES, "What you will do", f"The work of a {name} varies from day to day."),
            Section(SectionKind.REQUIREMENTS, "Entry requirements", requirements),
        ),
        category=CATEGORIES.get(title, "Construction"),
        summary=f"What a {name} does.",
        source=f"{name}.md",
        fingerprint=name,
    )


def production_manager() -> Profile:
    """The profile that the flagship question finds."""
    return Profile(
        id="production-manager",
        title="Production manager",
        sections=(
            Section(SectionKind.DUTIES, "What you will do", "Plan production.\nKeep to the budget."),
            Section(
                SectionKind.REQUIREMENTS, "Entry requirements", "An HND or a degree in engineering helps."
            ),
            Section(
                SectionKind.OPPORTUNITIES,
                "Where it leads – and what’s next",
                "Some move into café supply, inventory control or purchasing.",
            ),
        ),
        alternative_titles=("Factory manager",),
        category="Manufacturing",
        summary="Production managers run factories.",
        updated=dt.date(2026, 3, 1),
        source="production-manager.md",
        fingerprint="1",
    )


def build(folder: Path, profiles: list[Profile]) -> None:
    """Bring an index to hold these profiles."""
    with closing(open_engine(f"whoosh:{folder}")) as engine:
        engine.update(profiles, ())


@pytest.fixture(scope="session", autouse=True)
def quiet() -> None:
    """Leave the lines about every request out of what a failed test shows."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the small library, for reading."""
    folder = tmp_path_factory.mktemp("service") / "index"
    build(folder, library())
    return folder


Client = Callable[..., TestClient]


@pytest.fixture
def serve(index: Path) -> Iterator[Client]:
    """Make a client of the service, with settings of its own."""
    with ExitStack() as stack:

        def made(**settings: object) -> TestClient:
            chosen = Settings(**{"index": str(index), **settings})  # type: ignore[arg-type]
            return stack.enter_context(TestClient(create_app(chosen), raise_server_exceptions=False))

        yield made


@pytest.fixture
def client(serve: Client) -> TestClient:
    """A client of the service with default settings."""
    return serve()


@pytest.fixture(scope="session")
def live(index: Path) -> Iterator[str]:
    """The address of the service as uvicorn serves it."""
    app = create_app(Settings(index=str(index), rebuild_token="a-token-for-the-tests"))
    with listening(app, **limits()) as port:
        yield f"http://127.0.0.1:{port}"

"""Old addresses of renamed profiles lead to the new ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from indexer.engines import open_engine
from indexer.profile import Profile, Section, SectionKind
from service.app import create_app
from service.settings import Settings

DUTIES = (Section(SectionKind.DUTIES, "Duties", "Cut reed and lay it."),)
LIBRARY = (
    Profile("thatcher", "Thatcher", DUTIES, aliases=("reed-roofer", "/old/crafts/thatcher.html", "weaver")),
    Profile("weaver", "Weaver", DUTIES, aliases=("webster", "https://old.example/jobs/weaver/?id=3")),
    Profile("dyer", "Dyer", DUTIES, aliases=("webster", "/dye works/d%C3%A9")),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('moved') / 'index'}")
    engine.update(LIBRARY, ())
    settings = Settings(base_url="https://jobs.example/careers")
    yield TestClient(create_app(settings, engine), follow_redirects=False)
    engine.close()


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        ("/profiles/reed-roofer", "/careers/profiles/thatcher", 301),
        ("/profiles/reed-roofer/", "/careers/profiles/thatcher", 301),
        ("/profiles/reed-roofer?q=cut%20reed", "/careers/profiles/thatcher?q=cut%20reed", 301),
        ("/old/crafts/thatcher.html", "/careers/profiles/thatcher", 301),
        ("/jobs/weaver", "/careers/profiles/weaver", 301),
        ("/api/v1/profiles/reed-roofer", "/careers/api/v1/profiles/thatcher", 308),
        (
            "/api/v1/profiles/reed-roofer/similar?limit=2",
            "/careers/api/v1/profiles/thatcher/similar?limit=2",
            308,
        ),
    ],
)
def test_an_old_address_leads_to_the_new_one(client: TestClient, old: str, new: str, status: int) -> None:
    response = client.get(old)
    assert (response.status_code, response.headers.get("location")) == (status, new)
    assert response.headers["cache-control"] == "no-cache"
    assert client.head(old).status_code == status


def test_a_living_profile_keeps_its_address(client: TestClient) -> None:
    assert "<h1>Weaver" in client.get("/profiles/weaver").text
    assert client.get("/api/v1/profiles/weaver").json()["id"] == "weaver"


@pytest.mark.parametrize(
    "address", ["/profiles/webster", "/profiles/nobody", "/old", "/api/v1/profiles/webster"]
)
def test_what_two_profiles_claim_or_none_leads_nowhere(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_old_addresses_follow_the_index(tmp_path: Path) -> None:
    engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    engine.update(LIBRARY[:1], ())
    client = TestClient(create_app(Settings(), engine), follow_redirects=False)
    assert client.get("/profiles/webster").status_code == 404
    engine.update(LIBRARY[1:2], ())
    assert client.get("/profiles/webster").headers["location"] == "/profiles/weaver"
    engine.close()


def test_no_redirect_leaves_the_site(tmp_path: Path) -> None:
    engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    engine.update([Profile("dyer", "Dyer", DUTIES, aliases=("//evil.example/x", "/\\evil.example"))], ())
    client = TestClient(create_app(Settings(), engine), follow_redirects=False)
    for address in ("//evil.example/x", "/%5Cevil.example", "/x"):
        response = client.get(f"http://testserver{address}")
        assert response.headers.get("location", "/profiles/dyer") == "/profiles/dyer"
    engine.close()

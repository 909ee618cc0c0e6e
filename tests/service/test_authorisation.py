"""The operator's token: wrong ones are logged and limited, and the right one always gets through."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from service.http.authorisation import MOST_WRONG

TOKEN = "a-token-that-nobody-guesses"
Client = Callable[..., TestClient]


def bearing(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_wrong_token_is_logged_as_such_and_without_itself(
    serve: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = serve(rebuild_token=TOKEN).post("/api/v1/rebuild", headers=bearing("not-the-token-at-all"))
    assert (answer.status_code, answer.headers["WWW-Authenticate"][:6]) == (401, "Bearer")
    said = "".join(capsys.readouterr())
    assert "wrong token" in said
    assert "not-the-token-at-all" not in said


def test_many_wrong_tokens_from_an_address_are_not_even_compared(serve: Client) -> None:
    client = serve(rebuild_token=TOKEN)
    answers = [
        client.get("/api/v1/status", headers=bearing(f"guess-number-{number}"))
        for number in range(MOST_WRONG + 2)
    ]
    assert [answer.status_code for answer in answers] == [401] * MOST_WRONG + [429] * 2
    assert answers[-1].headers["Retry-After"] == "60"
    assert client.get("/api/v1/status").status_code == 200, "without a token nothing changes"


def test_the_right_token_gets_through_while_others_guess_from_elsewhere(serve: Client) -> None:
    client = serve(rebuild_token=TOKEN)
    with TestClient(client.app, client=("203.0.113.5", 50000)) as stranger:
        for number in range(MOST_WRONG + 5):
            stranger.get("/api/v1/status", headers=bearing(f"guess-number-{number}"))
    assert "engine" in client.get("/api/v1/status", headers=bearing(TOKEN)).json()


@pytest.mark.parametrize("header", [f"Basic {TOKEN}", f"bearer{TOKEN}", TOKEN])
def test_the_token_in_another_scheme_is_wrong(serve: Client, header: str) -> None:
    client = serve(rebuild_token=TOKEN)
    assert client.get("/api/v1/status", headers={"Authorization": header}).status_code == 401


def test_the_public_is_told_nothing_about_files(serve: Client) -> None:
    client = serve(rebuild_token=TOKEN)
    public, whole = client.get("/api/v1/status"), client.get("/api/v1/status", headers=bearing(TOKEN))
    assert public.json().keys() == {"generation", "profiles", "built", "healthy"}
    assert public.json().items() <= whole.json().items()
    assert {"engine", "content_hash", "problems"} <= whole.json().keys()
    figures = client.get("/metrics").text
    assert ".md" not in public.text + figures


def test_where_no_token_is_set_nobody_has_it(serve: Client) -> None:
    client = serve(rebuild_token="")
    assert client.get("/api/v1/status", headers=bearing("")).json().keys() == {
        *("generation", "profiles", "built", "healthy")
    }

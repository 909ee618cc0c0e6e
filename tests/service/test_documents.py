"""What the documents say is what the code does."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from service.api.openapi import description
from service.settings import PREFIX, Settings, descriptions

DOCS = Path(__file__).parents[2] / "docs"
API = (DOCS / "api.md").read_text("utf-8")
OPERATING = (DOCS / "operating.md").read_text("utf-8")
CALLS = re.findall(r"^curl .*$", API, re.MULTILINE)

Client = Callable[..., TestClient]


def settings_row(name: str) -> str:
    default = getattr(Settings(), name)
    shown = ",".join(default) if isinstance(default, tuple) else str(default)
    return f"| `{PREFIX}{name.upper()}` | {f'`{shown}` ' if shown else ''}| {descriptions()[name]} |"


def test_the_table_of_settings_is_the_declared_one() -> None:
    rows = re.findall(rf"^\| `{PREFIX}.*$", OPERATING, re.MULTILINE)
    assert rows == [settings_row(name) for name in descriptions()]


def path_of(call: str) -> str:
    return urlsplit(shlex.split(call)[-1]).path


def test_every_call_of_the_api_is_documented() -> None:
    documented = {re.sub(r"/profiles/[^/]+", "/profiles/{id}", path_of(call)) for call in CALLS}
    assert documented == set(description(Settings())["paths"])


@pytest.mark.parametrize("call", CALLS)
def test_a_documented_call_does_what_it_shows(serve: Client, call: str) -> None:
    words = shlex.split(call)
    client = serve(rebuild_token="another-token-that-is-set")
    headers = dict([words[words.index("-H") + 1].split(": ", 1)]) if "-H" in words else {}
    address = urlsplit(words[-1])
    method = words[words.index("-X") + 1] if "-X" in words else "GET"
    answer = client.request(method, f"{address.path}?{address.query}", headers=headers)
    expected = {"POST": 401}.get(method, 400 if "page=0" in call else 200)
    assert answer.status_code == expected


def test_the_problem_that_is_shown_is_the_one_that_is_answered(client: TestClient) -> None:
    blocks = [each.split("```")[0] for each in API.split("```json\n")[1:]]
    (shown,) = (each for each in blocks if '"status": 400' in each)
    call = next(call for call in CALLS if "page=0" in call)
    address = urlsplit(shlex.split(call)[-1])
    answer = client.get(f"{address.path}?{address.query}")
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", answer.text)


def test_the_limits_that_are_told_are_the_limits_that_hold() -> None:
    from service import app_state, rebuild, response_cache
    from service.http import limits, security

    told = {
        f"{limits.HEAD_SECONDS:.0f} seconds, then the connection ends",
        f"{limits.LARGEST_HEAD // 1024} kB, else 431",
        f"{limits.READ_SECONDS:.0f} seconds without reading",
        f"{security.LONGEST_ADDRESS:,} characters, else 414",
        f"{security.LARGEST_BODY // 1024} kB, else 413",
        f"{limits.limits()['limit_concurrency']:,}, else 503",
        f"{limits.limits()['timeout_keep_alive']} seconds |",
        f"of them, and {response_cache.KEPT_BYTES // 1024**2} MB",
        f"more than {app_state.LARGE:,} characters",
    }
    assert [words for words in told if words not in OPERATING] == []
    assert rebuild.MOST == 5
    assert "five a minute" in OPERATING


def test_every_figure_of_the_metrics_is_documented(client: TestClient) -> None:
    client.get("/api/v1/search")
    names = set(re.findall(r"^# TYPE (\S+)", client.get("/metrics").text, re.MULTILINE))
    missing = {name for name in names if name not in OPERATING and not name.endswith("_created")}
    assert missing == set()

from __future__ import annotations

import re

import pytest

from indexer.errors import UsageError
from service.settings import LogFormat, Settings, descriptions, settings_from, to_environment


def test_without_anything_set_the_defaults_hold() -> None:
    assert settings_from({"HOME": "/root"}) == Settings()


def test_a_variable_sets_and_a_flag_overrules_it() -> None:
    environ = {"PROFILE_INDEX_PORT": "9000", "PROFILE_INDEX_HOST": "::1"}
    settings = settings_from(environ, port=9001, host=None)
    assert (settings.port, settings.host) == (9001, "::1")


def test_an_empty_variable_means_the_default() -> None:
    assert settings_from({"PROFILE_INDEX_PORT": ""}).port == 8000


def test_a_list_is_written_with_commas_and_keeps_its_order() -> None:
    assert settings_from({"PROFILE_INDEX_PROFILES": "b, a,c"}).profiles == ("b", "a", "c")
    assert settings_from({}, profiles=["z", "y"]).profiles == ("z", "y")


def test_settings_read_back_from_the_environment_they_write() -> None:
    settings = Settings(
        profiles=("b", "a"), port=81, log_format=LogFormat.JSON, base_url="https://a.example/x"
    )
    assert settings_from(to_environment(settings)) == settings


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        (
            "PORT",
            "99999",
            "PROFILE_INDEX_PORT: '99999' is not allowed (use a whole number from 1 to 65,535)",
        ),
        ("WORKERS", "many", "WORKERS: 'many' is not allowed (use a whole number from 1 to 64)"),
        (
            "BASE_URL",
            "careers.example",
            "BASE_URL: 'careers.example' is not allowed (use an address like https://careers.example",
        ),
        ("LOG_FORMAT", "xml", "LOG_FORMAT: 'xml' is not one of console, json"),
        (
            "REBUILD_TOKEN",
            "short",
            "REBUILD_TOKEN: the value given is not allowed (use at least 16 characters)",
        ),
        (
            "CORS_ORIGINS",
            "https://a.example/path",
            "CORS_ORIGINS: 'https://a.example/path' is not allowed (use * or an origin",
        ),
        ("SITE_NAME", "x" * 61, "x…' is not allowed (use at most 60 characters)"),
        ("PROT", "1", "PROFILE_INDEX_PROT: unknown name"),
    ],
)
def test_a_value_that_makes_no_sense_is_one_clear_sentence(variable: str, value: str, reason: str) -> None:
    with pytest.raises(UsageError, match=re.escape(reason)):
        settings_from({f"PROFILE_INDEX_{variable}": value})


def test_a_flag_that_makes_no_sense_is_named_as_it_was_typed() -> None:
    with pytest.raises(UsageError, match=r"^Wrong setting: --base-url: 'a' is not allowed \(use an addr"):
        settings_from({}, base_url="a")


@pytest.mark.parametrize("token", ["short", "x" * 15])
def test_a_token_that_is_too_short_is_not_repeated(token: str) -> None:
    with pytest.raises(UsageError) as caught:
        settings_from({"PROFILE_INDEX_REBUILD_TOKEN": token})
    assert token not in str(caught.value)


def test_the_engine_is_whoosh_in_the_index_folder_unless_another_is_named() -> None:
    assert Settings(index="here/index").engine_url == "whoosh:here/index"
    assert Settings(engine="opensearch+https://a.example/b").engine_url == "opensearch+https://a.example/b"


@pytest.mark.parametrize(
    ("settings", "site", "root"),
    [
        (Settings(), "http://127.0.0.1:8000", ""),
        (Settings(host="0.0.0.0", port=80), "http://127.0.0.1:80", ""),  # noqa: S104
        (Settings(host="::1"), "http://[::1]:8000", ""),
        (Settings(base_url="https://a.example/"), "https://a.example", ""),
        (Settings(base_url="https://a.example/careers/"), "https://a.example/careers", "/careers"),
    ],
)
def test_the_public_address_comes_from_the_settings(settings: Settings, site: str, root: str) -> None:
    assert (settings.site, settings.root) == (site, root)


def test_every_setting_says_what_it_is_in_a_sentence() -> None:
    for name, words in descriptions().items():
        assert words.endswith((".", ";", "`", "json")) or "." in words, name


def test_a_folder_given_as_a_flag_overrules_an_engine_in_the_environment() -> None:
    environ = {"PROFILE_INDEX_ENGINE": "whoosh:elsewhere"}
    assert settings_from(environ, index="here").engine_url == "whoosh:here"
    assert settings_from(environ).engine_url == "whoosh:elsewhere"

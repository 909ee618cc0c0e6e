"""What parsers complain of reaches nobody in their own words."""

from __future__ import annotations

import tomllib

import msgspec
import pytest
import yaml

from indexer.error_messages import about_json, about_record, about_toml, about_yaml, near, near_or_remove
from indexer.readers.jsonlines import KEYS, RECORD

VALIDATORS = ("Expected", "`", "$", "Object", "RFC3339", "malformed", "truncated", "codec", "byte ")
"""Words that give a validator away."""

WRONG = (
    *(b'{"id": 5, "title": "a"}', b'{"id": "a"}', b'{"id": "a", "title": null}', b"[]", b'"a"'),
    *(b'{"id": "a", "title": "a", "sections": [5]}', b'{"id": "a", "title": "a", "published": true}'),
    *(b'{"id": "a", "title": "a", "published": "2024-13-45"}', b'{"id": "a", "title": 1e999}'),
    *(b'{"id": "a", "title": "a", "related": {}}', b'{"id": "a", "title": "a", "x": 1}'),
)
BROKEN = (b'{"id": "a"', b"{'id': 'a'}", b'{"id": "\\q"}', b'{"id": "\xff"}', b'{"id": "a"} x', b"tru")


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_record_is_told_without_a_validators_words(line: bytes) -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        RECORD.decode(line)
    said = about_record(caught.value, KEYS)
    assert [word for word in VALIDATORS if word in said] == []


@pytest.mark.parametrize("line", BROKEN)
def test_broken_json_is_told_without_a_parsers_words(line: bytes) -> None:
    with pytest.raises((msgspec.DecodeError, UnicodeDecodeError)) as caught:
        RECORD.decode(line)
    assert isinstance(caught.value, msgspec.DecodeError | UnicodeDecodeError)
    said = about_json(caught.value, line)
    assert [word for word in VALIDATORS if word in said] == []
    assert "; " in said  # what to do about it


def test_an_unknown_name_is_told_with_the_one_that_is_like_it_or_with_all() -> None:
    assert near("titel", ("title", "summary")) == "; did you mean title?"
    assert near("colour", ("title", "summary")) == "; use one of title, summary"


def test_an_unused_key_may_be_a_known_one_or_is_to_be_removed() -> None:
    assert near_or_remove("Titel", ("title", "summary")) == "; did you mean title?"
    assert near_or_remove("colour", ("title", "summary")) == "; remove it if you no longer need it"


FRONT_MATTER = (
    *("a: b: c", "a: b\n\tc: d", "a:\n\t- b", "a: [b", "a: {b", 'a: "b', "a: %b", "a: @b", "a: `b`"),
    *('a: "\\q"', "a: b\nc d\ne: f", "a: b\n  c: d", 'a: "b" c', "- a\nb: c", "a: 'b' 'c'"),
)
PARSERS = ("token", "mapping", "expected", "stream", "context", "found ", "scalar", "block", "indentation")


@pytest.mark.parametrize("text", FRONT_MATTER)
def test_broken_front_matter_is_told_without_a_parsers_words(text: str) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        yaml.compose(text, Loader=yaml.SafeLoader)
    said = about_yaml(caught.value.problem)
    assert [word for word in PARSERS if word in said] == []
    assert "; " in said


@pytest.mark.parametrize(
    ("text", "line"), [("a = [", 1), ("[b]\na = 1\na = 2", 3), ("[b]\na 1", 2), ("[a]\n[a]", 2)]
)
def test_broken_toml_is_told_by_its_line_without_a_parsers_words(text: str, line: int) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    said, where = about_toml(caught.value, text)
    assert where == line
    assert said.startswith("is not valid TOML: ")
    assert str(caught.value) not in said

"""What was recognised in a profile comes back from the index as it was, in fewer bytes."""

from __future__ import annotations

import msgspec
import pytest

from indexer.engines.whoosh.index.mentions import (
    decode_mentions,
    decode_paths,
    decode_ways,
    encode_mentions,
    encode_paths,
    encode_ways,
)
from indexer.paths import NamedJob, statements
from indexer.profile import Profile, Section, SectionKind
from indexer.qualification import mentions_of
from indexer.ways import ways_in

ENTRY = (
    "You can take a foundation degree in floristry, or a level 3 diploma with 2 GCSEs.\n"
    "You can do a level 2 apprenticeship, and then become a shop manager.\n"
)
FLORIST = Profile(
    id="florist",
    title="Florist",
    sections=(
        Section(SectionKind.REQUIREMENTS, "How to become a florist", ENTRY * 4),
        Section(SectionKind.OPPORTUNITIES, "Next steps", "You could become a head florist or a teacher."),
    ),
)
"""A profile that names qualifications, ways in and next steps."""


@pytest.mark.parametrize("profile", [FLORIST, Profile(id="none", title="None")], ids=["much", "nothing"])
def test_what_was_recognised_comes_back_as_it_was(profile: Profile) -> None:
    found, ways = mentions_of(profile), ways_in(profile)
    assert decode_mentions(memoryview(encode_mentions(found))) == tuple(found)
    assert decode_ways(memoryview(encode_ways(ways))) == tuple(ways)
    stored = decode_paths(memoryview(encode_paths(profile)))
    assert (stored.job, stored.statements) == (NamedJob.of(profile), statements(profile))


def test_what_was_recognised_takes_fewer_bytes_than_it_has() -> None:
    plain = msgspec.msgpack.encode(statements(FLORIST))
    assert 0 < len(encode_paths(FLORIST)) < len(plain)
    assert len(encode_mentions(mentions_of(FLORIST))) < len(msgspec.msgpack.encode(mentions_of(FLORIST))) / 2

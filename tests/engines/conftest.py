"""What the tests of Whoosh's engine share."""

from __future__ import annotations

import pytest

from indexer.library.corpus import Corpus
from indexer.profile import Profile
from tests.corpora import NCS, real_or_own


@pytest.fixture(scope="session")
def ncs() -> tuple[Profile, ...]:
    """Real profiles, or the ones that ship."""
    corpus = Corpus([real_or_own(NCS)])
    found = corpus.read(corpus.fingerprints())
    return tuple(one for one in found if isinstance(one, Profile))

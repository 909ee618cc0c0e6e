"""Segments written from arrays are Whoosh's own, to the byte, and what is wrong in one is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
from whoosh import fields, index

from indexer.engines.whoosh import storage
from indexer.engines.whoosh.analysis import analyse
from indexer.engines.whoosh.build import fill
from indexer.engines.whoosh.documents import FIELDS
from indexer.engines.whoosh.lexicon import Lexicon
from indexer.engines.whoosh.lists import BLOCK
from indexer.engines.whoosh.postings import CODES, Postings
from indexer.errors import IndexDamaged
from indexer.profile import Profile
from tests.engines.library import LIBRARY

Counts = dict[str, Counter[bytes]]
"""How often each stem stands in each field of a document."""


class Counted(fields.FieldType):  # type: ignore[misc]  # Whoosh is not typed
    """A field of terms that were counted beforehand, as Whoosh's own way in takes them."""

    def __init__(self, like: fields.FieldType) -> None:
        self.__dict__.update(like.__dict__)

    def index(self, value: Counter[bytes], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        return ((term, count, float(count), b"") for term, count in value.items())


def inverted(library: Sequence[Profile]) -> tuple[Lexicon, Postings]:
    batch = analyse(library)
    lexicon = Lexicon.empty().extended(batch.words)
    assert lexicon.words.texts == batch.words
    return lexicon, Postings.of(batch.documents, lexicon)


@pytest.fixture(scope="module")
def lexicon_and_postings() -> tuple[Lexicon, Postings]:
    return inverted(LIBRARY)


def terms(lexicon: Lexicon) -> list[bytes]:
    return [stem.encode() for stem in lexicon.stems.texts]


def counts(lexicon: Lexicon, postings: Postings) -> list[Counts]:
    """The postings, document by document."""
    found: list[Counts] = [{field: Counter() for field in FIELDS} for _ in range(postings.lengths.shape[1])]
    for stem in postings.stems.tolist():
        span = postings.span(stem)
        rows = (
            column[span].tolist() for column in (postings.fields, postings.documents, postings.frequencies)
        )
        for field, document, frequency in zip(*rows, strict=True):
            found[document][FIELDS[field]][lexicon.stems.texts[stem].encode()] = frequency
    return found


def written_by_whoosh(folder: Path, sources: Sequence[str], documents: Sequence[Counts]) -> None:
    folder.mkdir()
    schema = storage.schema()
    for field in FIELDS:
        schema._fields[field] = Counted(schema[field])
    with index.create_in(str(folder), schema, storage.NAME).writer() as writer:
        for source, stems in zip(sources, documents, strict=True):
            writer.add_document(**{storage.SOURCE: source}, **stems)


def parts(folder: Path) -> Mapping[str, bytes]:
    """The files within the one segment of an index."""
    with storage.opened(folder) as whoosh:
        (segment,) = whoosh._segments()
        with closing(segment.open_compound_file(whoosh.storage)) as inner:
            return {
                name.partition(".")[2]: bytes(inner.open_file(name).read(inner.file_length(name)))
                for name in inner.list()
            }


@pytest.mark.parametrize("times", [1, 1 + 3 * BLOCK // len(LIBRARY)])
def test_the_files_are_those_that_whoosh_writes(times: int, tmp_path: Path) -> None:
    library = [
        msgspec.structs.replace(one, source=f"{number:04}-{one.source}", sections=one.sections[number % 3 :])
        for number, one in enumerate(LIBRARY * times)
    ]
    lexicon, postings = inverted(library)
    sources = [one.source for one in library]
    storage.write(tmp_path / "ours", (sources, postings), terms(lexicon), deleted=(), dropped=())
    written_by_whoosh(tmp_path / "theirs", sources, counts(lexicon, postings))
    ours, theirs = parts(tmp_path / "ours"), parts(tmp_path / "theirs")
    assert ours.keys() == theirs.keys() != set()
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_whoosh_reads_what_was_written(
    lexicon_and_postings: tuple[Lexicon, Postings], tmp_path: Path
) -> None:
    lexicon, postings = lexicon_and_postings
    folder = tmp_path / "whoosh"
    sources = [one.source for one in LIBRARY]
    (segment,) = storage.write(folder, (sources, postings), terms(lexicon), deleted=(), dropped=())
    assert storage.disagreement(folder, segment, postings, terms(lexicon), 1) is None
    with storage.opened(folder) as whoosh, whoosh.searcher() as searcher:
        assert [fields["source"] for fields in searcher.documents()] == sources
        assert searcher.document(source="diver.md") == {"source": "diver.md"}


@pytest.mark.parametrize(("column", "change"), [("frequencies", 1), ("documents", 1), ("cells", CODES)])
def test_a_posting_that_is_not_what_was_written_is_found(
    column: str, change: int, lexicon_and_postings: tuple[Lexicon, Postings], tmp_path: Path
) -> None:
    lexicon, postings = lexicon_and_postings
    folder = tmp_path / "whoosh"
    sources = [one.source for one in LIBRARY]
    (segment,) = storage.write(folder, (sources, postings), terms(lexicon), deleted=(), dropped=())
    tampered = getattr(postings, column).copy()
    tampered[len(tampered) // 2] += change
    objection = storage.disagreement(
        folder, segment, replace(postings, **{column: tampered}), terms(lexicon), 1
    )
    at = int(np.searchsorted(postings.offsets, len(tampered) // 2, "right")) - 1
    stem = lexicon.stems.texts[int(postings.stems[at])]
    assert objection == f"Whoosh's postings of {stem!r} are not those that were written"


def test_a_build_whose_segment_is_not_what_was_written_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = storage.ArrayWriter._add_field

    def careless(writer: storage.ArrayWriter, field: int, postings: Postings, *rest: object) -> None:
        doubled = replace(postings, frequencies=postings.frequencies + np.uint16(1))
        honest(writer, field, doubled, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(storage.ArrayWriter, "_add_field", careless)
    with pytest.raises(IndexDamaged, match="the new index is not what was written"):
        fill(tmp_path, LIBRARY, (), ())


def test_whoosh_counts_what_is_left_after_an_update(tmp_path: Path) -> None:
    fill(tmp_path, LIBRARY, (), ())
    assert fill(tmp_path, (), [LIBRARY[0].source], ()).profiles == len(LIBRARY) - 1
    with storage.opened(tmp_path / "whoosh") as whoosh:
        assert (whoosh.doc_count(), whoosh.doc_count_all()) == (len(LIBRARY) - 1, len(LIBRARY))

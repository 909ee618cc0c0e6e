"""Stock Whoosh reads our segments as it reads its own: an index that its codec wrote is the measure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
from whoosh import fields, query, reading
from whoosh import index as whoosh_index
from whoosh.matching import ReadTooFar
from whoosh.qparser import MultifieldParser, OrGroup

from indexer.engines import open_engine
from indexer.engines.whoosh.codec import index
from indexer.engines.whoosh.codec.stored import SOURCE
from indexer.engines.whoosh.index.term_dictionary import TermDictionary
from indexer.engines.whoosh.indexing.analysis import analyse
from indexer.engines.whoosh.indexing.build import fill
from indexer.engines.whoosh.indexing.inversion import Inversion, invert
from indexer.profile import Profile
from indexer.rules.schema import FIELDS
from tests.contract.library import LIBRARY, TOWN

Counts = Mapping[str, Counter[bytes]]
"""How often each stem stands in each field of a document."""

QUESTIONS = [
    "lock keeper",
    "light the forge",
    "duties:repair",
    "dive*",
    "keeper NOT boat",
    "steel knots and rope",
]
DOCUMENT = Path(__file__).parents[2] / "docs" / "whoosh.md"
MANY = [
    msgspec.structs.replace(one, source=f"{number:04}-{one.source}", sections=one.sections[number % 3 :])
    for number, one in enumerate(LIBRARY * (400 // len(LIBRARY)))
]


class Counted(fields.FieldType):  # type: ignore[misc]  # Whoosh is not typed
    """A field of terms that were counted beforehand, as Whoosh's own way in takes them."""

    def __init__(self, like: fields.FieldType) -> None:
        self.__dict__.update(like.__dict__)

    def index(self, value: Counter[bytes], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        return ((term, count, float(count), b"") for term, count in value.items())


class Pair:
    """The same documents in two indexes: ours, and one that Whoosh's own codec wrote."""

    def __init__(self, folder: Path) -> None:
        self.ours, self.theirs = folder / "ours", folder / "theirs"
        self.terms = TermDictionary.empty()
        self.sources: list[list[str]] = []
        self.theirs.mkdir()
        schema = index.schema()
        for field in FIELDS:
            schema._fields[field] = Counted(schema[field])
        whoosh_index.create_in(str(self.theirs), schema, index.NAME).close()

    def add(self, library: Sequence[Profile]) -> None:
        """One more segment in each."""
        batch = analyse(library)
        self.terms = self.terms.extended(batch.words)
        ordinals = np.array([self.terms.words.ordinal[word] for word in batch.words], np.uint32)
        documents = replace(batch.documents, word=ordinals[batch.documents.word])
        inversion = invert(documents, self.terms)
        sources = [one.source for one in library]
        segment = index.NewSegment(sources, inversion.lengths, inversion.postings)
        names = index.update(self.ours, segment, self.texts(), deleted=(), dropped=())
        assert len(names) == len(self.sources) + 1
        self.sources.append(sources)
        with index.opened(self.theirs) as there:
            writer = there.writer()
            for source, stems in zip(sources, counts(self.terms, inversion), strict=True):
                writer.add_document(**{SOURCE: source}, **stems)
            writer.commit(merge=False)

    def delete(self, sources: Sequence[str]) -> None:
        """Delete documents from both."""
        with index.opened(self.ours) as here:
            names = [segment.segment_id() for segment in here._segments()]
        where = [
            (names[segment], self.sources[segment].index(source))
            for source in sources
            for segment in range(len(names))
            if source in self.sources[segment]
        ]
        index.update(self.ours, None, self.texts(), deleted=where, dropped=())
        with index.opened(self.theirs) as there:
            writer = there.writer()
            for source in sources:
                writer.delete_by_term(SOURCE, source)
            writer.commit(merge=False)

    def texts(self) -> list[bytes]:
        return [stem.encode() for stem in self.terms.stems.texts]


def counts(terms: TermDictionary, inversion: Inversion) -> Sequence[Counts]:
    """The postings, document by document."""
    postings = inversion.postings
    found: list[dict[str, Counter[bytes]]] = [
        {field: Counter() for field in FIELDS} for _ in range(inversion.lengths.shape[1])
    ]
    for stem in postings.stems.tolist():
        some = postings.list_within(postings.span(stem))
        rows = zip(some.fields.tolist(), some.documents.tolist(), some.frequencies.tolist(), strict=True)
        for field, document, frequency in rows:
            found[document][FIELDS[field]][terms.stems.texts[stem].encode()] = frequency
    return found


@pytest.fixture(scope="module", params=["one segment", "three segments", "three segments with deletions"])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    pair = Pair(tmp_path_factory.mktemp("pair"))
    cuts = [(0, None)] if request.param == "one segment" else [(0, 200), (200, 390), (390, None)]
    for first, last in cuts:
        pair.add(MANY[first:last])
    if request.param.endswith("deletions"):
        pair.delete([one.source for one in MANY[::7]])
    return pair


def answers(folder: Path) -> list[list[tuple[str, float]]]:
    """What Whoosh's own parser and searcher answer: sources and scores, nothing skipped."""
    found = []
    with index.opened(folder) as whoosh, whoosh.searcher() as searcher:
        for group in ({}, {"group": OrGroup}):
            parser = MultifieldParser(FIELDS, index.schema(), **group)
            for question in QUESTIONS:
                hits = searcher.search(parser.parse(question), limit=None)
                found.append(sorted((hit[SOURCE], round(hit.score, 9)) for hit in hits))
    return found


def test_whoosh_finds_the_same_with_the_same_scores(pair: Pair) -> None:
    expected = answers(pair.theirs)
    assert answers(pair.ours) == expected
    assert sum(map(len, expected)) > len(MANY)


def merged(source: Path, target: Path) -> Path:
    """A new index by Whoosh's own codec, into which it merged another one."""
    target.mkdir()
    new = whoosh_index.create_in(str(target), index.schema(), index.NAME)
    with index.opened(source) as old, old.reader() as reader, new.writer() as writer:
        writer.add_reader(reader)
    return target


def test_whoosh_merges_our_segments_into_its_own(pair: Pair, tmp_path: Path) -> None:
    expected = answers(merged(pair.theirs, tmp_path / "theirs"))
    assert answers(merged(pair.ours, tmp_path / "ours")) == expected
    assert expected[0]


def leaves(folder: Path) -> list[reading.SegmentReader]:
    with index.opened(folder) as whoosh:
        return [leaf for leaf, _ in whoosh.reader().leaf_readers()]


def test_a_reader_knows_the_same_terms_and_statistics(pair: Pair) -> None:
    for mine, its in zip(leaves(pair.ours), leaves(pair.theirs), strict=True):
        terms = list(its.all_terms())
        assert list(mine.all_terms()) == terms
        assert len(terms) > len(MANY) / 10
        assert list(mine.indexed_field_names()) == sorted(its.indexed_field_names())
        for field, text in terms:
            mine_info, its_info = mine.term_info(field, text), its.term_info(field, text)
            assert vars_of(mine_info, field) == vars_of(its_info, field), (field, text)
            assert mine.frequency(field, text) == its.frequency(field, text)
            assert mine.doc_frequency(field, text) == its.doc_frequency(field, text)
            assert list(mine.postings(field, text).all_ids()) == list(its.postings(field, text).all_ids())


def vars_of(info: reading.TermInfo, field: str) -> tuple[float, ...]:
    counted = (info.weight(), info.doc_frequency(), info.max_weight(), info.min_id(), info.max_id())
    # Whoosh gives an ID field, which has no length, the length 1 as its least.
    return counted if field == SOURCE else (*counted, info.min_length(), info.max_length())


def test_a_reader_knows_the_same_lengths_and_sources(pair: Pair) -> None:
    for mine, its in zip(leaves(pair.ours), leaves(pair.theirs), strict=True):
        assert list(mine.iter_docs()) == list(its.iter_docs())
        assert list(mine.all_stored_fields()) == list(its.all_stored_fields())
        for field in FIELDS:
            assert mine.field_length(field) == its.field_length(field)
            documents = range(its.doc_count_all())
            lengths = [its.doc_field_length(one, field) or 0 for one in documents]  # None is no length
            assert [mine.doc_field_length(one, field) for one in documents] == lengths
            assert mine.min_field_length(field) == min(lengths)
            assert mine.max_field_length(field) == max(lengths)
        assert mine.field_length("no-field") == mine.doc_field_length(0, "no-field") == 0


def test_a_reader_goes_through_terms_from_any_of_them_on(pair: Pair) -> None:
    mine, its = leaves(pair.ours)[0], leaves(pair.theirs)[0]
    for field, text in [("duties", b"l"), ("title", b""), ("skills", b"zzz")]:
        assert list(mine.terms_from(field, text)) == list(its.terms_from(field, text))
        assert [term for term, _ in mine.iter_from(field, text)] == [
            term for term, _ in its.iter_from(field, text)
        ]
    assert [term for term, _ in mine] == [term for term, _ in its]
    longest = max((text.decode() for field, text in its.all_terms() if field == "duties"), key=len)
    near = list(mine.terms_within("duties", longest[:-1], 1))
    assert near == list(its.terms_within("duties", longest[:-1], 1))
    assert longest in near
    assert list(mine.terms_within("title", "zzzzzz", 1)) == []
    cursor = mine.cursor("title")
    assert cursor.term_info().doc_frequency() > 0
    assert cursor.first() == cursor.text()
    assert cursor.find("zzzz") is None
    assert cursor.term_info() is None


def test_a_matcher_skips_as_whoosh_does(pair: Pair) -> None:
    mine, its = leaves(pair.ours)[0], leaves(pair.theirs)[0]
    field, text = max(its.all_terms(), key=lambda term: int(its.doc_frequency(*term)))
    here, there = mine.postings(field, text), its.postings(field, text)
    for document in (3, 4, 60, 61, 150):
        here.skip_to(document)
        there.skip_to(document)
        assert (here.id(), here.weight()) == (there.id(), there.weight())
    again = here.copy()
    again.next()
    assert again.id() > here.id()
    here.reset()
    assert here.id() < again.id()
    here.skip_to(10**6)
    assert not here.is_active()
    with pytest.raises(ReadTooFar):
        here.skip_to(10**6)


def test_the_best_few_are_among_all(pair: Pair) -> None:
    terms = [query.Term(field, "boat") for field in FIELDS]
    with index.opened(pair.ours) as whoosh, whoosh.searcher() as searcher:
        every = {hit[SOURCE]: hit.score for hit in searcher.search(query.Or(terms), limit=None)}
        best = [hit.score for hit in searcher.search(query.DisjunctionMax(terms), limit=1)]
        few = [(hit[SOURCE], hit.score) for hit in searcher.search(query.Or(terms), limit=3)]
    assert len(best) == 1
    assert all(every[source] == pytest.approx(score) for source, score in few)
    assert len(few) == 3


def test_documents_are_found_by_their_source(pair: Pair) -> None:
    source = MANY[1].source
    with index.opened(pair.ours) as whoosh, whoosh.searcher() as searcher:
        assert searcher.document(source=source) == {SOURCE: source}


def test_whoosh_counts_what_is_left_after_an_update(tmp_path: Path) -> None:
    fill(tmp_path, LIBRARY, (), ())
    assert fill(tmp_path, (), [LIBRARY[0].source], ()).profiles == len(LIBRARY) - 1
    with index.opened(tmp_path / "whoosh") as whoosh:
        assert (whoosh.doc_count(), whoosh.doc_count_all()) == (len(LIBRARY) - 1, len(LIBRARY))


def test_an_update_leaves_only_the_files_of_its_own_segments(tmp_path: Path) -> None:
    fill(tmp_path, LIBRARY[:4], (), ())
    before = {path.name for path in (tmp_path / "whoosh").iterdir()}
    fill(tmp_path, LIBRARY[4:], (), ())
    after = {path.name for path in (tmp_path / "whoosh").iterdir()}
    assert sorted(Path(name).suffix for name in before) == [".documents", ".postings", ".toc"]
    assert sorted(Path(name).suffix for name in after) == [".documents", ".postings", ".toc"]
    assert before.isdisjoint(after)


def test_the_documented_lines_of_stock_whoosh_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    engine.update(TOWN, ())
    engine.close()
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    served = str(tmp_path / "index" / "current")
    here = code.replace(".index/current", served).replace("stock control", "light the forge")
    exec(compile(here, DOCUMENT.name, "exec"), {})  # noqa: S102  # our own document
    scores = [float(line.split()[0]) for line in capsys.readouterr().out.splitlines()]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 3

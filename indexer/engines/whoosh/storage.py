"""The Whoosh index in a generation: segments written from arrays, and read back to be compared.

Whoosh's own way in (`add_document`) takes 8.7 s for 3,500 profiles whose terms are counted already; handing
the sorted arrays to its codec takes 1.5 s, and the files are the same to the byte.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
from whoosh import fields, formats, index, reading, writing

from indexer.engines.whoosh.documents import FIELDS
from indexer.engines.whoosh.lists import Lists, ListWriter
from indexer.engines.whoosh.postings import CODES, Postings

NAME = "profiles"
SOURCE = "source"


class ArrayWriter(writing.SegmentWriter):  # type: ignore[misc]  # Whoosh is not typed
    """Whoosh's writer, filled from postings that are inverted and sorted already."""

    def add_segment(self, sources: Sequence[str], postings: Postings, terms: Sequence[bytes]) -> None:
        """Write one segment; `terms` are the stems by number."""
        self._add_documents(sources, postings.lengths)
        order = sorted(
            range(len(postings.stems)), key=[terms[stem] for stem in postings.stems.tolist()].__getitem__
        )
        written = {FIELDS[field] for field in np.unique(postings.fields).tolist()}
        for name in sorted((*written, SOURCE)):
            self.fieldwriter.start_field(name, self.schema[name])
            if name == SOURCE:
                self._add_sources(sources)
            else:
                self._add_field(FIELDS.index(name), postings, terms, order)
            self.fieldwriter.finish_field()
        self.docnum += len(sources)
        self._added = True

    def _add_documents(self, sources: Sequence[str], lengths: npt.NDArray[np.uint32]) -> None:
        columns = list(zip(FIELDS, lengths.tolist(), strict=True))
        for number, source in enumerate(sources):
            self.perdocwriter.start_doc(number)
            for name, length in columns:
                self.perdocwriter.add_field(name, self.schema[name], None, length[number])
            self.perdocwriter.add_field(SOURCE, self.schema[SOURCE], source, 0)
            self.perdocwriter.finish_doc()

    def _add_sources(self, sources: Sequence[str]) -> None:
        for term, number in sorted((source.encode(), number) for number, source in enumerate(sources)):
            self.fieldwriter.start_term(term)
            self.fieldwriter.add(number, 1.0, b"", 0)
            self.fieldwriter.finish_term()

    def _add_field(
        self, field: int, postings: Postings, terms: Sequence[bytes], order: Sequence[int]
    ) -> None:
        chosen = np.flatnonzero(postings.fields == field)
        bounds, documents = np.searchsorted(chosen, postings.offsets), postings.documents[chosen]
        having = np.flatnonzero(np.diff(bounds))
        lists = Lists.of(
            np.append(bounds[having], len(chosen)),
            documents,
            postings.frequencies[chosen],
            postings.lengths[field, documents],
        )
        number = {stem: list_ for list_, stem in enumerate(having.tolist())}
        writer = self.fieldwriter._postwriter = ListWriter(self.fieldwriter._postfile)
        for place in filter(number.__contains__, order):
            self.fieldwriter.start_term(terms[int(postings.stems[place])])
            writer.add_list(lists, number[place])
            self.fieldwriter.finish_term()

    def _flush_segment(self) -> None:
        # The inherited one would write what add_document pooled; here everything is written already.
        self.perdocwriter.close()
        self.fieldwriter.close()


def schema() -> fields.Schema:
    """A field for each in FIELDS, and the source that a document came from."""
    counted = fields.TEXT(phrase=False)
    counted.format = formats.Existence()  # a posting's weight is the frequency; there is no more to keep
    return fields.Schema(**{SOURCE: fields.ID(unique=True, stored=True)}, **dict.fromkeys(FIELDS, counted))


@contextmanager
def opened(folder: Path) -> Iterator[index.Index]:
    """The index in a folder, made where there is none."""
    folder.mkdir(exist_ok=True)
    known = index.exists_in(str(folder), NAME)
    whoosh = index.open_dir(str(folder), NAME) if known else index.create_in(str(folder), schema(), NAME)
    try:
        yield whoosh
    finally:
        whoosh.close()


def write(
    folder: Path,
    added: tuple[Sequence[str], Postings] | None,
    terms: Sequence[bytes],
    *,
    deleted: Collection[tuple[str, int]],
    dropped: Collection[str],
) -> list[str]:
    """Bring the index up to date: one new segment, documents deleted, segments dropped.

    Answers with the names of the segments in their order, the new one last.
    """
    with opened(folder) as whoosh:
        writer = ArrayWriter(whoosh)
        segments = {segment.segment_id(): segment for segment in writer.segments}
        for name, number in deleted:
            segments[name].delete_document(number)
        if added:
            writer.add_segment(*added, terms)
        writer.commit(mergetype=lambda _, all_: [one for one in all_ if one.segment_id() not in dropped])
        (folder / f"{NAME}_WRITELOCK").unlink(missing_ok=True)  # ours is the lock of the whole index
        return [segment.segment_id() for segment in whoosh._segments()]


def disagreement(
    folder: Path, segment: str, postings: Postings, terms: Sequence[bytes], every: int
) -> str | None:
    """Compare a segment's postings with what Whoosh reads of it, for every so-manieth stem."""
    with opened(folder) as whoosh, whoosh.reader() as reader:
        leaf = next(leaf for leaf, _ in reader.leaf_readers() if leaf.segment().segment_id() == segment)
        for stem in postings.stems[::every].tolist():
            if any(_differs(leaf, field, terms[stem], postings, stem) for field in range(len(FIELDS))):
                return f"Whoosh's postings of {terms[stem].decode()!r} are not those that were written"
    return None


def _differs(leaf: reading.SegmentReader, field: int, term: bytes, postings: Postings, stem: int) -> bool:
    span = postings.span(stem)
    mine = postings.cells[span] // CODES == field
    written = (postings.documents[span][mine].tolist(), postings.frequencies[span][mine].tolist())
    return _read(leaf, field, term) != written


def _read(leaf: reading.SegmentReader, field: int, term: bytes) -> tuple[list[int], list[int]]:
    """Documents and frequencies of a term by Whoosh's own matcher."""
    documents: list[int] = []
    frequencies: list[int] = []
    if (FIELDS[field], term) in leaf:
        matcher = leaf.postings(FIELDS[field], term)
        while matcher.is_active():
            documents.append(matcher.id())
            frequencies.append(int(matcher.weight()))
            matcher.next()
    return documents, frequencies

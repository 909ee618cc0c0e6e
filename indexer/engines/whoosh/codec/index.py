"""The Whoosh index of a generation: schema, table of contents and segments."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh import analysis, fields, formats, index
from whoosh.filedb.filestore import FileStorage

from indexer.engines.whoosh.codec import postings, stored
from indexer.engines.whoosh.codec.codec import ColumnCodec, ColumnSegment
from indexer.engines.whoosh.codec.postings import Postings
from indexer.engines.whoosh.codec.stored import SOURCE, save_documents
from indexer.language.words import stem, tokens
from indexer.rules.schema import FIELDS

NAME = "profiles"


class NewSegment(NamedTuple):
    """The D documents of a segment to be written."""

    sources: Sequence[str]  # [D]
    lengths: npt.NDArray[np.uint32]  # [F, D] in tokens
    postings: Postings


class StemAnalyzer(analysis.Analyzer):  # type: ignore[misc]  # Whoosh is not typed
    """An analyzer that gives Whoosh's query parsers the stems that are indexed."""

    def __call__(self, value: str, **_: Any) -> Iterator[analysis.Token]:
        """The stems of a text, without the compound tokens at the end of `tokens`."""
        found = tokens(value)
        for word in found.words[: found.plain()]:
            yield analysis.Token(text=stem(word), boost=1.0, stopped=False)


def schema() -> fields.Schema:
    """The Whoosh schema: a field for each of FIELDS, and the source of a document."""
    counted = fields.TEXT(analyzer=StemAnalyzer(), phrase=False)
    counted.format = formats.Existence()  # the weight of a posting is its frequency; nothing else is stored
    return fields.Schema(**{SOURCE: fields.ID(unique=True, stored=True)}, **dict.fromkeys(FIELDS, counted))


@contextmanager
def opened(folder: Path) -> Iterator[index.Index]:
    """Open the Whoosh index in a folder, and close it at the end."""
    whoosh = index.open_dir(str(folder), NAME)
    try:
        yield whoosh
    finally:
        whoosh.close()


def update(
    folder: Path,
    added: NewSegment | None,
    texts: Sequence[bytes],
    *,
    deleted: Collection[tuple[str, int]],
    dropped: Collection[str],
) -> list[str]:
    """Update the index: add one new segment, delete documents, drop segments.

    `texts[i]` is the stem with ordinal i. Returns the names of the segments in order, the new one last.
    """
    folder.mkdir(exist_ok=True)
    storage = FileStorage(str(folder))
    known = index.exists_in(str(folder), NAME)
    before = index.TOC.read(storage, NAME) if known else index.TOC(schema(), [], 0)
    segments = [one for one in before.segments if one.segment_id() not in dropped]
    for name, number in deleted:
        next(one for one in segments if one.segment_id() == name).delete_document(number)
    if added:
        segments.append(_written(folder, added, texts))
    generation = before.generation + 1
    index.TOC(schema(), segments, generation).write(storage, NAME)
    index.clean_files(storage, NAME, generation, segments)
    return [segment.segment_id() for segment in segments]


def _written(folder: Path, added: NewSegment, texts: Sequence[bytes]) -> ColumnSegment:
    """Write the files of a new segment, which is not yet in the table of contents."""
    segment = ColumnCodec().new_segment(None, NAME)
    segment.set_doc_count(len(added.sources))
    added.postings.save(folder / segment.make_filename(postings.EXTENSION), texts)
    save_documents(folder / segment.make_filename(stored.EXTENSION), added.sources, added.lengths)
    return segment

"""Files that hold one profile each, read for an import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from indexer.errors import ContentError
from indexer.importing.bodies import headings_of, told
from indexer.importing.values import SourcePage
from indexer.profile import ID_PATTERN, slug
from indexer.readers import PAGES, REMARKS, read_document, read_text
from indexer.readers.conventions import Conventions
from indexer.readers.document import Document, stem_of
from indexer.readers.keys import OWN_NAMES, normal
from indexer.readers.markdown.front_block import read_block

MARKDOWN = frozenset({".md", ".markdown", ".mdx"})


def read_page(path: Path, folder: Path, conventions: Conventions) -> SourcePage:
    """The page in a file, whose name may be any; raises ContentError that names the file."""
    stem = stem_of(path)
    named = path.parent / f"{stem if ID_PATTERN.fullmatch(stem) else slug(stem) or 'page'}{path.suffix}"
    try:
        document = Document(named, str(path), read_text(path), "", conventions)
        return _page(path, folder, document)
    except ContentError as error:
        raise ContentError(error.message, path=str(path), line=error.line, source=str(path)) from error


def _page(path: Path, folder: Path, document: Document) -> SourcePage:
    suffix = path.suffix.lower()
    profile = read_document(document)
    left_out = tuple(told(REMARKS[suffix](document)))
    is_bundle = stem_of(path) != path.stem
    page = SourcePage(str(path), profile, folder.parent if is_bundle else folder, left_out=left_out)
    if suffix in MARKDOWN:
        body = "\n".join(document.text.split("\n")[read_block(document).body :])
        return page._replace(body=body, beside=len(profile.sections), mapped=tuple(_mapped(document)))
    if suffix in PAGES:
        subheadings, gone = headings_of(document, profile)
        return page._replace(subheadings=subheadings, left_out=(*gone, *left_out))
    return page


def _mapped(document: Document) -> Iterator[str]:
    """The foreign keys of front matter, each with our key of the same meaning."""
    for entry in read_block(document).entries:
        meaning = document.keys.meaning(entry.key)
        if meaning and normal(entry.key) not in OWN_NAMES and entry.value.content:
            yield f"{entry.key} as {meaning}"

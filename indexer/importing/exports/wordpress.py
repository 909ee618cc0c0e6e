"""The export of WordPress (WXR): its posts and pages as records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from indexer.errors import ContentError
from indexer.importing.exports.records import ExportedRecord, Fields
from indexer.readers import jsonlines
from indexer.readers.document import read_bytes

DEEPEST = 100
"""How deeply elements may nest; an export has four levels."""

FIELDS = {
    "title": "title",
    "link": "link",
    "content:encoded": "content",
    "excerpt:encoded": "excerpt",
    "wp:post_name": "slug",
    "wp:post_date": "date",
    "wp:post_modified": "modified",
    "wp:status": "status",
}
"""The elements of an item that are fields of a record."""

NO_CONTENT = re.compile(
    r"attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request"
    r"|wp_\w+|acf-.*|elementor_library|feedback|wpcf7_contact_form"
)
"""Types of items that are not pages."""

CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that people paste into posts, and that XML does not allow."""

UNSORTED = frozenset({"uncategorized", "uncategorised"})
SHORTCODE = re.compile(r"(?<!\[)\[(?P<close>/?)(?P<name>[a-z][\w-]*)(?P<rest>(?:\s[^\[\]]*)?)/?\](?!\]|\()")
PICTURE = re.compile(r"\[caption\b[^\]]*\](?:(?!\[/?caption).)*\[/caption\]", re.DOTALL)
"""A picture with the text below it, which says nothing without the picture."""

BLOCK = re.compile(
    r"</?(?:p|div|ul|ol|li|dl|dt|dd|h[1-6]|table|tr|t[dh]|thead|tbody|section|article|blockquote|pre|figure|hr|details)\b",
    re.IGNORECASE,
)


def wordpress_records(path: Path) -> Iterator[ExportedRecord | ContentError]:
    """The posts and pages of an export, the deleted ones left out."""
    reader = _Items()
    data = CONTROLS.sub(b" ", read_bytes(path, jsonlines.FILE_LIMIT))
    try:
        reader.read(data)
    except expat.ExpatError as error:
        reason = f"is not valid XML: {expat.ErrorString(error.code)}; export it again"
        yield ContentError(reason, path=str(path), line=error.lineno)
        return
    except _RefusedXml as error:
        yield ContentError(str(error), path=str(path), line=error.line)
        return
    if not reader.items:
        yield ContentError("has no items; give an export of WordPress", path=str(path))
    for line, item in reader.items:
        if not NO_CONTENT.fullmatch(item.get("wp:post_type", ["post"])[0]) and _status(item) != "trash":
            yield _record(path, line, item)


def _status(item: dict[str, list[str]]) -> str:
    return item.get("wp:status", [""])[0]


def _record(path: Path, line: int, item: dict[str, list[str]]) -> ExportedRecord:
    fields: Fields = {name: item[tag][0] for tag, name in FIELDS.items() if item.get(tag, [""])[0].strip()}
    shortcodes: tuple[str, ...] = ()
    if "content" in fields:
        fields["content"], shortcodes = as_html(str(fields["content"]))
    if item.get("wp:post_password", [""])[0]:
        fields["status"] = "private"
    named = [each for each in item.get("category", []) if each.casefold() not in UNSORTED]
    if named:
        fields["categories"] = tuple(named)
    for key, value in zip(item.get("wp:meta_key", []), item.get("wp:meta_value", []), strict=False):
        if not key.startswith("_") and value.strip():
            fields.setdefault(key, value)
    return ExportedRecord(path, line, fields, tuple(f"the shortcode [{name}]" for name in shortcodes))


def as_html(content: str) -> tuple[str, tuple[str, ...]]:
    """The content of a post as HTML, its blank lines as paragraphs, and the shortcodes left out of it."""
    bare = PICTURE.sub("", content)
    known = {found["name"] for found in SHORTCODE.finditer(bare) if found["close"] or "=" in found["rest"]}
    names = dict.fromkeys(f["name"] for f in SHORTCODE.finditer(content) if f["name"] in known | {"caption"})
    text = SHORTCODE.sub(lambda found: "" if found["name"] in names else found[0], bare)
    if "<!-- wp:" in text or re.search(r"<p[\s>]", text):
        return text, tuple(names)
    groups = re.split(r"\r?\n[ \t]*\r?\n\s*", text)
    html = "\n".join(each if BLOCK.match(each.strip()) else _paragraph(each) for each in groups)
    return html, tuple(names)


def _paragraph(text: str) -> str:
    lines = "<br>".join(line for line in text.strip().splitlines() if line.strip())
    return f"<p>{lines}</p>" if lines else ""


class _RefusedXml(Exception):
    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class _Items:
    """Reads the items of an export: the texts of their elements, by tag.

    A document type is refused, and with it all entities that a file could define.
    """

    def __init__(self) -> None:
        self.items: list[tuple[int, dict[str, list[str]]]] = []
        self._tags: list[str] = []
        self._item: dict[str, list[str]] | None = None
        self._texts: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._add

    def read(self, data: bytes) -> None:
        self._parser.Parse(data, True)

    def _refuse(self, *_: object) -> None:
        raise _RefusedXml(
            "has a document type (<!DOCTYPE), and exports of WordPress have none; remove it",
            self._parser.CurrentLineNumber,
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._tags.append(tag)
        self._texts = []
        if len(self._tags) > DEEPEST:
            raise _RefusedXml(f"nests elements more than {DEEPEST} deep", self._parser.CurrentLineNumber)
        if tag == "item":
            self._item = {}
            self.items.append((self._parser.CurrentLineNumber, self._item))
        elif tag == "category" and attributes.get("domain", "category") != "category":
            self._tags[-1] = attributes["domain"]

    def _end(self, _tag: str) -> None:
        tag = self._tags.pop()
        if tag == "item":
            self._item = None
        elif self._item is not None and self._tags[-1] != "wp:commentmeta":
            self._item.setdefault(tag, []).append("".join(self._texts))
        self._texts = []

    def _add(self, text: str) -> None:
        self._texts.append(text)

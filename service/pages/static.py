"""Static files, read once and addressed by their content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from service.http.negotiation import has_already

FOLDER = Path(__file__).resolve().parent.parent / "static"
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s*([{}])\s*|([;,:])\s+")
"""Space in a style sheet without meaning; before a colon it may separate two selectors."""

REMARK = re.compile(r"^\s*(?://.*)?\n|^[ ]+", re.MULTILINE)
"""Empty lines, comments on lines of their own and indents; no text of a script may have several lines."""

SITE = "site.css"
"""The style sheet of most pages."""

WITH_SITE = frozenset({"profile.css", "compare.css", "api.css"})
"""Style sheets that continue it: they are sent as one file with it, so that a page has a single one."""

FOR_GOOD = "public, max-age=31536000, immutable"
FOR_NOW = "no-cache"


class StaticFile(NamedTuple):
    """A static file, and the digest in its address."""

    content: bytes
    media_type: str
    digest: str


@cache
def static_files() -> Mapping[str, StaticFile]:
    """Every static file by its name."""
    paths = sorted(path for path in FOLDER.iterdir() if path.suffix in MEDIA_TYPES)
    return {path.name: _read(path) for path in paths}


async def static_file(request: Request) -> Response:
    """Send a file; browsers may keep it for good if the address has its digest."""
    found = static_files().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404, "There is no file at this address.")
    etag = f'"{found.digest}"'
    kept = FOR_GOOD if request.query_params.get("v") == found.digest else FOR_NOW
    headers = {"ETag": etag, "Cache-Control": kept}
    if has_already(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    return Response(found.content, headers=headers, media_type=found.media_type)


def squeezed(css: str) -> str:
    """A style sheet without its comments and the space between its parts.

    >>> squeezed("/* Links */ nav :is(a, b) { color: red; margin: 0 1em; }")
    'nav :is(a,b){color:red;margin:0 1em;}'
    """
    return SPACE.sub(r"\1\2", COMMENT.sub("", css)).strip()


def shortened_script(script: str) -> str:
    r"""A script without its comments and indents.

    >>> shortened_script("// Adds.\nfunction add(a, b) {\n  return a + b // a sum\n}\n")
    'function add(a, b) {\nreturn a + b // a sum\n}\n'
    """
    return REMARK.sub("", script)


SHORTER = {".css": squeezed, ".js": shortened_script}


def _read(path: Path) -> StaticFile:
    content = path.read_bytes()
    if path.name in WITH_SITE:
        content = (FOLDER / SITE).read_bytes() + content
    if shorter := SHORTER.get(path.suffix):
        content = shorter(content.decode()).encode()
    return StaticFile(content, MEDIA_TYPES[path.suffix], hashlib.sha256(content).hexdigest()[:12])

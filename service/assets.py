"""What ships beside the code: static files, addressed by their content, and the templates' folder."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).with_name("static")


def templates_folder() -> Path:
    """Where the templates are: inside the service in a wheel, at the top of a checkout."""
    inside = Path(__file__).with_name("templates")
    return inside if inside.is_dir() else Path(__file__).parents[1] / "templates"


def asset_address(name: str) -> str:
    """A static file's address from the site's root, which changes with its content."""
    return f"/static/{name}?v={_versions()[name]}"


@cache
def edition() -> str:
    """A hash of every template and static file: answers made from others are not the same."""
    folders = (templates_folder(), STATIC)
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    return sha256(b"".join(_version(path).encode() for path in files)).hexdigest()[:8]


class Assets(StaticFiles):
    """The static files; one asked for by its content's address may be kept for ever."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, and how long it may be kept."""
        response = await super().get_response(path, scope)
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("v", [""])[0]
        lasting = asked == _versions().get(path)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
        return response


@cache
def _versions() -> dict[str, str]:
    files = (path for path in STATIC.rglob("*") if path.is_file())
    return {path.relative_to(STATIC).as_posix(): _version(path) for path in files}


def _version(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:8]

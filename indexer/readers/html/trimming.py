"""Lines of a page without what was typed or put around them: bullets, menus, notices."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from indexer.readers.exported import BULLET
from indexer.readers.headings import Headings
from indexer.readers.html.boilerplate import is_footer
from indexer.readers.outline import Line, Links


def without_bullets(lines: Sequence[Line]) -> list[Line]:
    """Lines without the bullets typed into them; a line that had a bullet is a list item."""
    found = [BULLET.match(line.text) if not line.level else None for line in lines]
    return [
        msgspec.structs.replace(line, text=line.text[mark.end() :], together=at > 0 and bool(found[at - 1]))
        if mark
        else line
        for at, (line, mark) in enumerate(zip(lines, found, strict=True))
    ]


def without_menus(lines: list[Line], headings: Headings) -> list[Line]:
    """Lines without rows of links within, above or below the page's sections."""
    menus = {at for at, line in enumerate(lines) if line.links is Links.WITHIN}
    titles = {at - 1 for at in menus if at and headings.left_out(lines[at - 1].text)}
    removed = menus | titles
    lines = [line for at, line in enumerate(lines) if at not in removed]
    first = next((at for at, line in enumerate(lines) if line.level), len(lines))
    end = len(lines)
    while end > first and (lines[end - 1].links is Links.ALL or is_footer(lines[end - 1].text, headings)):
        end -= 1
    introduced = end > first and (lines[end - 1].level or lines[end - 1].text.endswith(":"))
    above = [line for line in lines[:first] if line.links is Links.SOME]
    below = [line for line in lines[end:] if introduced and not is_footer(line.text, headings)]
    return [*above, *lines[first:end], *below]

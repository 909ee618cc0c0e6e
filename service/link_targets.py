"""Links and pictures of a section's HTML, with their addresses on the site."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import quote

from indexer.library.links import FindProfile, Leads, destination
from indexer.library.pictures import picture_source
from indexer.markdown import ATTRIBUTE, IMG
from indexer.profile import Profile

LINK = re.compile(r'<a((?: [\w-]+="[^"]*")*)>(.*?)</a>', re.DOTALL)
"""A link in clean HTML, which has none within another."""

PAGES = ("/start", "/qualifications", "/profiles", "/api")
"""Other pages of the site, which links may name by their path."""

NOTHING = "<p></p>"


class Addresses(NamedTuple):
    """What links and pictures of a profile lead to on the site.

    `link` has the address of a link, itself for another site, and None for one that leads nowhere. `picture`
    has the address of a picture, and None for one that is not shown.
    """

    link: Callable[[str], str | None]
    picture: Callable[[str], str | None]


NOWHERE = Addresses(lambda target: target, lambda _: None)
"""Links as they are, and no pictures."""


def addresses_for(profile: Profile, find: FindProfile, root: str) -> Addresses:
    """What the links and pictures of a profile lead to, on a site below a path."""

    def link(target: str) -> str | None:
        found = destination(target, profile, find)
        if found.profile:
            anchor = f"#{quote(found.anchor)}" if found.anchor and found.is_anchored else ""
            return f"{root}/profiles/{quote(found.profile.id)}{anchor}"
        if found.leads is Leads.NOWHERE:
            return None
        ours = any(target == page or target.startswith((f"{page}/", f"{page}?")) for page in PAGES)
        return root + target if ours else target

    def picture(target: str) -> str | None:
        source = picture_source(target, profile.source)
        return f"{root}/profiles/{quote(profile.id)}/pictures/{quote(source)}" if source else None

    return Addresses(link, picture)


def readdressed(html: str, addresses: Addresses) -> str:
    """Clean HTML with links and pictures as they are on the site; a dead link is text."""
    html = LINK.sub(lambda found: _link(found, addresses), html)
    html = IMG.sub(lambda found: _picture(found[1], addresses), html)
    return html.replace(NOTHING, "")


def _link(found: re.Match[str], addresses: Addresses) -> str:
    attributes = _attributes(found[1])
    target = attributes.get("href")
    address = addresses.link(target) if target is not None else None
    if address is None:
        return found[2]
    if address == target:
        return found[0]
    title = f' title="{escape(attributes["title"])}"' if "title" in attributes else ""
    return f'<a href="{escape(address)}"{title}>{found[2]}</a>'


def _picture(attributes: str, addresses: Addresses) -> str:
    named = _attributes(attributes)
    address = addresses.picture(named.get("src", ""))
    if address is None:
        return ""
    return f'<img src="{escape(address)}" alt="{escape(named.get("alt", ""))}" loading="lazy">'


def _attributes(written: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(written)}

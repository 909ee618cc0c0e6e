"""Old addresses of profiles: the ids and paths under which they were found before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote, urlsplit

from indexer.profile import ID_PATTERN

PROFILES = "/profiles/"
"""Below which path the profiles of a site are."""

NO_ADDRESS = "is neither an old id nor a path; write it like old-name or /old/name"
"""What is wrong with an alias of neither form."""

Claims = Mapping[str, Sequence[str]]
"""The ids of the profiles that claim an old address."""


def old_address(alias: str) -> str | None:
    """The path that an old id or an old address means; None if the text is neither.

    >>> old_address("stock-clerk"), old_address("https://old.example/jobs/clerk.html?a=1")
    ('/profiles/stock-clerk', '/jobs/clerk.html')
    """
    if ID_PATTERN.fullmatch(alias):
        return PROFILES + alias
    if "/" not in alias or " " in alias:
        return None
    try:
        path = unquote(urlsplit(alias).path).strip("/")
    except ValueError:
        return None
    return f"/{path}" if path else None


def split_aliases(fields: Mapping[str, object]) -> dict[str, object]:
    """Some fields of front matter, with names among the aliases as other titles if there are none."""
    listed = fields.get("aliases")
    texts = listed if isinstance(listed, tuple) else ()
    names = tuple(text for text in texts if not old_address(text))
    addresses = tuple(text for text in texts if old_address(text))
    return {"aliases": addresses, "alternative_titles": fields.get("alternative_titles") or names}


def claims(profiles: Iterable[tuple[str, Sequence[str]]]) -> Claims:
    """Which profiles claim each old address, from their ids and aliases."""
    found: dict[str, list[str]] = defaultdict(list)
    for profile_id, aliases in profiles:
        for address in dict.fromkeys(map(old_address, aliases)):
            if address:
                found[address].append(profile_id)
    return found


def moved(profiles: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """The profile id for each old address; an address that two profiles claim has none."""
    return {address: ids[0] for address, ids in claims(profiles).items() if len(ids) == 1}

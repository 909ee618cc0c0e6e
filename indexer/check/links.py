"""Rules about links within a library, and about its pictures."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.check.findings import Fault, excerpt
from indexer.check.page import Library, Link, Page
from indexer.error_messages import near
from indexer.errors import ContentError
from indexer.library.links import Destination, Leads, destination
from indexer.library.pictures import picture_source, read_picture, refusal
from indexer.profile import anchors


def dead_links(library: Library) -> Iterator[Fault]:
    """Links to profiles that the library does not have."""
    for page, link, found in _targets(library):
        if found.leads is Leads.NOWHERE and library.whole:
            message = f"the link to {link.target[:80]} leads to no profile in the library; fix or remove it"
            yield Fault(page.path, link.line, message)


def dead_anchors(library: Library) -> Iterator[Fault]:
    """Links in Markdown to a missing section of a profile; in HTML, anchors may be of another site."""
    for page, link, found in _targets(library):
        if found.profile and not found.is_anchored and page.source.is_markdown:
            known = anchors(found.profile.sections)
            hint = near(found.anchor, known) if known else "; remove the anchor"
            message = f"the link to {link.target[:80]} leads to no section of “{found.profile.title}”{hint}"
            yield Fault(page.path, link.line, message)


def unknown_related(library: Library) -> Iterator[Fault]:
    """Ids under `related` that no profile has."""
    known = {page.profile.id for page in library.pages}
    for page in library.pages:
        for each in page.profile.related:
            if each not in known and library.whole:
                message = f'`related` lists "{each}", an id that no profile has; fix it, or remove it'
                yield page.fault_at_key(message, "related", each)


def pictures_left_out(page: Page) -> Iterator[Fault]:
    """Pictures that are not shown, and why."""
    for section in page.profile.sections:
        for picture in section.pictures:
            if reason := _refusal(page, picture.target):
                name = excerpt(picture.text or picture.target or "without a name")
                file = f" ({picture.target[:80]})" if picture.text and picture.target else ""
                message = f"the picture {name}{file} is left out: it {reason}"
                yield Fault(page.path, page.source.line_with(picture.target) or page.line(), message)


def _refusal(page: Page, target: str) -> str | None:
    """Why a picture is not shown; None if it is."""
    source = picture_source(target, page.profile.source)
    if source is None:
        return refusal(target, page.profile.source)
    try:
        read_picture(page.roots, source)
    except ContentError as error:
        return error.message
    return None


def _targets(library: Library) -> Iterator[tuple[Page, Link, Destination]]:
    """The links of all profiles, with where each leads."""
    by_id = {page.profile.id: page.profile for page in library.pages}
    for page in library.pages:
        for link in page.links:
            yield page, link, destination(link.target, page.profile, by_id.get)

"""Rules that compare front matter with the text, and dates with the calendar."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator

from indexer.check.findings import Fault
from indexer.check.page import Page
from indexer.qualification import BY_SLUG, Levels, Role, mentions_of
from indexer.ways import Route, closed_routes, stated_ways


def qualifications_not_in_text(page: Page) -> Iterator[Fault]:
    """Qualifications in the front matter that the text does not support."""
    if not page.profile.qualifications:
        return
    roles: dict[str, set[Role]] = {}
    for found in mentions_of(page.profile):
        if found.section is not None:
            roles.setdefault(found.mention.slug, set()).add(found.mention.role)
    for slug in dict.fromkeys(page.profile.qualifications):
        if slug in BY_SLUG and (message := _objection(slug, roles.get(slug, set()))):
            yield page.fault_at_key(message, "qualifications", slug)


def ways_not_as_in_text(page: Page) -> Iterator[Fault]:
    """Ways in that the front matter declares and the text contradicts."""
    if not page.profile.ways:
        return
    stated = {way.route: way.start for way in stated_ways(page.profile)}
    closed = closed_routes(page.profile)
    for declared in page.profile.ways:
        route = Route(declared.route)
        start = stated.get(route)
        if route in closed:
            message = (
                f"`ways` lists {route}, but the text says that there is no such way in; change one of them"
            )
            yield page.fault_at_key(message, "ways", route)
        elif declared.start is not None and start and not start.low <= declared.start <= start.high:
            message = (
                f"`ways` says that {route} starts at level {declared.start}, but the text says "
                f"{_levels(start)}; change one of them"
            )
            yield page.fault_at_key(message, "ways", route)


def dates_out_of_order(page: Page) -> Iterator[Fault]:
    """A profile that was changed before it was published, or in the future."""
    published, updated = page.profile.published, page.profile.updated
    if updated and updated > page.today:
        yield page.fault_at_key(
            f"`updated` is {updated}, which is in the future; correct the date", "updated"
        )
    elif updated and published and updated < published:
        message = f"`updated` ({updated}) is before `published` ({published}); correct the dates"
        yield page.fault_at_key(message, "updated")


def reviews_due(page: Page) -> Iterator[Fault]:
    """A profile whose review is due, or that has not changed for longer than the library allows."""
    profile, months = page.profile, page.settings.review_after_months
    last = profile.updated or profile.published
    if profile.review_by:
        if profile.review_by <= page.today:
            message = f"its review was due on {profile.review_by}; review it, then set a new `review_by`"
            yield page.fault_at_key(message, "review_by")
    elif months and last and _months_after(last, months) <= page.today:
        message = f"was last changed on {last}, over {months} months ago; review it, then set `updated`"
        yield page.fault_at_key(message, "updated")


def _months_after(day: dt.date, months: int) -> dt.date:
    """The same day some months later, at most the last of that month and the latest date there is."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _levels(levels: Levels) -> str:
    return f"level {levels.low}" + (f" or {levels.high}" if levels.high > levels.low else "")


def _objection(slug: str, roles: set[Role]) -> str | None:
    """The objection to a declared qualification that the text names in these roles.

    None if there is none.
    """
    label = BY_SLUG[slug].label
    if not roles:
        return (
            f"`qualifications` lists {slug}, but the text never mentions a {label} as a way in; "
            "say in the text what it is for, or remove it from the list"
        )
    if roles == {Role.PROGRESSION}:
        return (
            f"`qualifications` lists {slug}, but the text mentions the {label} only as a step after entry; "
            "say that it is a way in, or remove it from the list"
        )
    return None

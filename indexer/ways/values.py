"""Values of ways in: routes, and what each needs."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from indexer.qualification import Levels, Mention


class Route(StrEnum):
    """A route into a job."""

    UNIVERSITY = "university"
    COLLEGE = "college"
    APPRENTICESHIP = "apprenticeship"
    WORK = "work"
    DIRECT = "direct"
    VOLUNTEERING = "volunteering"
    OTHER = "other"


class WayIn(msgspec.Struct, frozen=True):
    """A way in: a route into a job, and what you need to start on it.

    `start` has the levels that are enough to start; None if the text does not say. Mentions and span are
    offsets in the text of `sections[section]`; `text[span[0]:span[1]]` are the sentences it was read from.
    A way in that only the front matter declares has no sentences: `section` is None.
    """

    route: Route
    start: Levels | None
    needs: tuple[Mention, ...]
    leads_to: tuple[Mention, ...]
    needs_experience: bool
    section: int | None
    span: tuple[int, int]

"""The jobs around a profile, as they are shown: where it can lead, and where people come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from indexer.paths import Direction, Step

MOST = 6
"""The most jobs that are shown in one direction."""

MOST_BEYOND = 3
"""The most jobs that are shown one step beyond each of them."""

StepsOf = Callable[[str], Sequence[Step]]
"""Finds the steps that a profile names."""


class Job(NamedTuple):
    """A profile of the library to link to."""

    id: str
    title: str


class PathJob(NamedTuple):
    """A job one step away, and those one step beyond it in the same direction."""

    job: Job
    beyond: tuple[Job, ...] = ()


class JobPaths(NamedTuple):
    """The jobs around a profile in each direction, in the order of its text."""

    leads_to: tuple[PathJob, ...] = ()
    comes_from: tuple[PathJob, ...] = ()

    @property
    def is_map(self) -> bool:
        """Whether a map shows more than a link: that there are two jobs or more around this one."""
        around = (*self.leads_to, *self.comes_from)
        return len(around) + sum(len(each.beyond) for each in around) > 1


def job_paths(profile_id: str, steps_of: StepsOf, title_of: Callable[[str], str]) -> JobPaths:
    """The jobs up to two steps around a profile."""
    return JobPaths(*(_around(profile_id, way, steps_of, title_of) for way in Direction))


def _around(
    profile_id: str, way: Direction, steps_of: StepsOf, title_of: Callable[[str], str]
) -> tuple[PathJob, ...]:
    """The jobs in one direction; each is shown once, as near as it is."""
    near = _ids(steps_of(profile_id), way)[:MOST]
    seen = {profile_id, *near}
    found = []
    for each in near:
        beyond = [one for one in _ids(steps_of(each), way) if one not in seen][:MOST_BEYOND]
        seen |= {*beyond}
        found.append(PathJob(Job(each, title_of(each)), tuple(Job(one, title_of(one)) for one in beyond)))
    return tuple(found)


def _ids(steps: Iterable[Step], way: Direction) -> list[str]:
    return [step.profile_id for step in steps if step.direction is way]

"""Coverage: which profiles have which kinds of section, as counts and as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from indexer.profile import Profile, SectionKind

KINDS = {
    SectionKind.SUMMARY: "Summary",
    SectionKind.DESCRIPTION: "Description",
    SectionKind.DUTIES: "Duties",
    SectionKind.SKILLS: "Skills",
    SectionKind.REQUIREMENTS: "Requirements",
    SectionKind.OPPORTUNITIES: "Opportunities",
}
"""The kinds of section that profiles should have, in the order of the picture, with their names."""

COLUMNS = 240
"""The most columns of the picture; in a larger library a column is several profiles."""

SHADES = (1, 60, 200)
"""The words from which a section has each shade: there, of some length, long."""


class NamedProfile(msgspec.Struct, frozen=True):
    """A profile by its id and title."""

    id: str
    title: str


class KindCoverage(msgspec.Struct, frozen=True):
    """A kind of section: how many profiles have it, and which do not."""

    kind: SectionKind
    label: str
    having: int
    missing: tuple[NamedProfile, ...]


class Coverage(msgspec.Struct, frozen=True):
    """What a library has: its kinds of section, and the picture's columns with a shade for each kind."""

    profiles: int
    kinds: tuple[KindCoverage, ...]
    columns: tuple[tuple[int, ...], ...]

    def path(self, row: int, shade: int) -> str:
        """The cells of a row that have a shade, as the path of an SVG; a run of cells is one box."""
        boxes, begin = [], None
        for at, column in enumerate((*self.columns, None)):
            if column is not None and column[row] == shade:
                begin = at if begin is None else begin
            elif begin is not None:
                boxes.append(f"M{begin} {row * 10 + 1}h{at - begin}v8h{begin - at}z")
                begin = None
        return "".join(boxes)


def coverage(profiles: Iterable[Profile]) -> Coverage:
    """What some profiles have, in their order."""
    rows = [(NamedProfile(profile.id, profile.title), _words(profile)) for profile in profiles]
    kinds = tuple(
        KindCoverage(
            kind,
            label,
            sum(words[place] > 0 for _, words in rows),
            tuple(name for name, words in rows if not words[place]),
        )
        for place, (kind, label) in enumerate(KINDS.items())
    )
    return Coverage(len(rows), kinds, tuple(_columns([words for _, words in rows])))


def _words(profile: Profile) -> tuple[int, ...]:
    """How many words of each kind a profile has; a declared summary is one, too."""
    counts = dict.fromkeys(KINDS, 0)
    counts[SectionKind.SUMMARY] = len(profile.summary.split())
    for section in profile.sections:
        if section.kind in counts:
            counts[section.kind] += len(section.text.split())
    return tuple(counts.values())


def _columns(rows: Sequence[tuple[int, ...]]) -> Iterable[tuple[int, ...]]:
    """The shades of each column; several profiles in one have the shade of the poorest."""
    count = min(len(rows), COLUMNS)
    for at in range(count):
        some = rows[at * len(rows) // count : (at + 1) * len(rows) // count]
        poorest = (min(words) for words in zip(*some, strict=True))
        yield tuple(sum(words >= least for least in SHADES) for words in poorest)

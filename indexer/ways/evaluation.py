"""Evaluation of the recognition of ways in on labelled texts.

A file has one JSON object a line: `text` with its `ways`, and optionally `id`, `title` and `style`. Instead
of `text`, `from` ("ncs:food-scientist") may give a profile of a library, whose text is in `texts` by its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from indexer.errors import ContentError
from indexer.labels import labelled_lines, ratio
from indexer.profile import Profile, SectionKind
from indexer.ways.recognition import ways_in_text
from indexer.ways.values import Route, WayIn


class LabelledWay(msgspec.Struct, frozen=True):
    """A labelled way in.

    `accept` are other right starts, and `route_accept` other right routes. An `optional` way counts neither
    as found nor as missed. `needs_experience` is None if readers may differ.
    """

    route: Route
    start: int | None
    accept: tuple[int | None, ...] = ()
    route_accept: tuple[Route, ...] = ()
    needs_experience: bool | None = False
    optional: bool = False
    quote: str = ""


class TextWithWays(msgspec.Struct, frozen=True):
    """A labelled text with all its ways in, and its line in the file."""

    id: str
    text: str
    ways: tuple[LabelledWay, ...]
    line: int


class WayMiss(msgspec.Struct, frozen=True):
    """A way that was `missed`, is `extra`, or has a wrong `start` or `experience`."""

    line: int
    id: str
    what: str
    route: str
    message: str


class WayScore(msgspec.Struct, frozen=True):
    """The numbers of ways found, wrongly found and missed, and of right starts."""

    name: str
    found: int
    extra: int
    missed: int
    right_starts: int
    precision: float
    recall: float
    starts: float


class WayEvaluation(msgspec.Struct, frozen=True):
    """The figures for all texts and for each route, and every miss."""

    texts: int
    total: WayScore
    routes: tuple[WayScore, ...]
    misses: tuple[WayMiss, ...]


class _Match(msgspec.Struct, frozen=True):
    """A labelled way and the recognised one, or only one of them."""

    label: LabelledWay | None
    found: WayIn | None

    @property
    def route(self) -> Route:
        """The route under which the match counts: that of the label."""
        way = self.label or self.found
        assert way is not None  # noqa: S101
        return way.route


def evaluate_ways(texts: Sequence[TextWithWays]) -> WayEvaluation:
    """Compare the recognised ways in of labelled texts with their labels."""
    pairs = [(text, match) for text in texts for match in _matches(text)]
    matches = [match for _, match in pairs]
    return WayEvaluation(
        texts=len(texts),
        total=_score("all", matches),
        routes=tuple(_score(route, [each for each in matches if each.route is route]) for route in Route),
        misses=tuple(miss for text, match in pairs for miss in _misses(text, match)),
    )


def read_labelled(path: Path, texts: Mapping[str, str] | None = None) -> tuple[TextWithWays, ...]:
    """The labelled texts of a file; raises ContentError with path and line."""
    return tuple(
        _labelled(line, path, number, texts or {}) for number, line in labelled_lines(path, "labelled texts")
    )


def requirements_of(profile: Profile) -> str:
    """The text of a profile's requirements sections."""
    return "\n\n".join(each.text for each in profile.sections if each.kind is SectionKind.REQUIREMENTS)


def way_evaluation_lines(evaluation: WayEvaluation) -> Iterator[str]:
    """Lines for an evaluation: a table of figures, then every miss."""
    yield f"{evaluation.texts} texts"
    yield f"{'':<16}{'precision':>10}{'recall':>8}{'starts':>8}{'found':>7}{'extra':>7}{'missed':>8}"
    for score in (*evaluation.routes, evaluation.total):
        figures = f"{score.precision:>10.3f}{score.recall:>8.3f}{score.starts:>8.3f}"
        yield f"{score.name:<16}{figures}{score.found:>7}{score.extra:>7}{score.missed:>8}"
    for miss in evaluation.misses:
        yield f"line {miss.line}, {miss.id}: {miss.what} {miss.route}: {miss.message}"


class _TextLine(msgspec.Struct):
    ways: list[LabelledWay]
    id: str = ""
    text: str = ""
    source: str = msgspec.field(default="", name="from")


def _labelled(line: str, path: Path, number: int, texts: Mapping[str, str]) -> TextWithWays:
    try:
        read = msgspec.json.decode(line, type=_TextLine)
    except msgspec.DecodeError as error:
        message = f'this is not a labelled text ({error}); write it like {{"text": "...", "ways": []}}'
        raise ContentError(message, path=str(path), line=number) from error
    profile = read.source.rpartition(":")[2]
    text = read.text or texts.get(profile)
    if text is None:
        message = f"there is no text here, and no profile {profile!r}; name its library with --profiles"
        raise ContentError(message, path=str(path), line=number)
    return TextWithWays(read.id, text, tuple(read.ways), number)


def _matches(text: TextWithWays) -> list[_Match]:
    """Each label with its recognised way, then the ways that are wrongly found."""
    found = {way.route: way for way in ways_in_text(text.text)}
    matches: dict[LabelledWay, WayIn | None] = {label: found.pop(label.route, None) for label in text.ways}
    for label, way in matches.items():
        if way is None:
            other = next((route for route in label.route_accept if route in found), None)
            matches[label] = found.pop(other) if other else None
    paired = [_Match(label, way) for label, way in matches.items() if way or not label.optional]
    spare = {route for label in text.ways for route in (label.route_accept if label.optional else ())}
    return paired + [_Match(None, way) for route, way in found.items() if route not in spare]


def _score(name: str, matches: Sequence[_Match]) -> WayScore:
    counted = [match for match in matches if not (match.label and match.label.optional)]
    pairs = [(match.label, match.found) for match in counted if match.label and match.found]
    found, extra = len(pairs), sum(match.label is None for match in counted)
    missed = sum(match.found is None for match in counted)
    right = sum(_start_is_right(label, way) for label, way in pairs)
    ratios = ratio(found, found + extra), ratio(found, found + missed), ratio(right, found)
    return WayScore(name, found, extra, missed, right, *ratios)


def _start_is_right(label: LabelledWay, way: WayIn) -> bool:
    return (way.start.low if way.start else None) in (label.accept or (label.start,))


def _misses(text: TextWithWays, match: _Match) -> Iterable[WayMiss]:
    label, way = match.label, match.found
    if label is None and way is not None:
        yield WayMiss(text.line, text.id, "extra", way.route, text.text[slice(*way.span)][:120])
    elif label is not None and way is None:
        yield WayMiss(text.line, text.id, "missed", label.route, label.quote)
    elif label is not None and way is not None and not label.optional:
        if not _start_is_right(label, way):
            wanted, got = label.start, way.start.low if way.start else None
            yield WayMiss(
                text.line, text.id, "start of", label.route, f"{got} instead of {wanted}: {label.quote}"
            )
        if label.needs_experience not in {None, way.needs_experience}:
            message = f"{way.needs_experience} instead of {label.needs_experience}: {label.quote}"
            yield WayMiss(text.line, text.id, "experience of", label.route, message)

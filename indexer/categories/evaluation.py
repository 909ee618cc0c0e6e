"""Evaluation of derived categories on labelled titles.

A file has one JSON object per line: `title`, optionally `alternative_titles`, and `categories`. Any of these
is right; if the list is empty, it is right to derive none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from indexer.categories.deriving import derived_category
from indexer.errors import ContentError
from indexer.labels import labelled_lines, ratio


class LabelledTitle(msgspec.Struct, frozen=True):
    """The titles of a job, and the categories that are right for it."""

    title: str
    categories: tuple[str, ...]
    alternative_titles: tuple[str, ...] = ()


class CategoryMiss(msgspec.Struct, frozen=True):
    """A job whose derived category is wrong, or empty though there is a right one."""

    line: int
    title: str
    derived: str
    categories: tuple[str, ...]


class CategoryEvaluation(msgspec.Struct, frozen=True):
    """The numbers of jobs with a right category, a wrong one and none, the ratios, and every miss."""

    titles: int
    right: int
    wrong: int
    none: int
    precision: float
    recall: float
    misses: tuple[CategoryMiss, ...]


def evaluate_categories(titles: Sequence[tuple[int, LabelledTitle]]) -> CategoryEvaluation:
    """Compare the derived categories of labelled titles, each with its line, with their labels."""
    derived = [(line, one, derived_category(one.title, one.alternative_titles)) for line, one in titles]
    right = sum(found in one.categories for _, one, found in derived)
    none = sum(not found for _, _, found in derived)
    wrong = len(derived) - right - none
    wanted = sum(bool(one.categories) for _, one, _ in derived)
    misses = tuple(
        CategoryMiss(line, one.title, found, one.categories)
        for line, one, found in derived
        if found not in one.categories and (found or one.categories)
    )
    ratios = ratio(right, right + wrong), ratio(right, wanted)
    return CategoryEvaluation(len(derived), right, wrong, none, *ratios, misses)


def read_labelled(path: Path) -> tuple[tuple[int, LabelledTitle], ...]:
    """The labelled titles of a file with their lines; raises ContentError with path and line."""
    return tuple(
        (number, _labelled(line, path, number)) for number, line in labelled_lines(path, "labelled titles")
    )


def evaluation_lines(evaluation: CategoryEvaluation) -> Iterator[str]:
    """Lines for an evaluation: the figures, then every miss."""
    counts = f"{evaluation.right} right, {evaluation.wrong} wrong, {evaluation.none} none"
    yield f"{evaluation.titles} titles: {counts}"
    yield f"precision {evaluation.precision:.3f}, recall {evaluation.recall:.3f}"
    for miss in evaluation.misses:
        wanted = " or ".join(miss.categories) or "none"
        yield f"line {miss.line}, {miss.title}: {miss.derived or 'none'} instead of {wanted}"


def _labelled(line: str, path: Path, number: int) -> LabelledTitle:
    try:
        return msgspec.json.decode(line, type=LabelledTitle)
    except msgspec.DecodeError as error:
        message = (
            f'this is not a labelled title ({error}); write it like {{"title": "...", "categories": ["..."]}}'
        )
        raise ContentError(message, path=str(path), line=number) from error

"""Agreement of the engines: both index the same profiles and answer the same judged queries.

`python -m benchmarks.engines` replaces the figures in docs/scaling.md. Ends with an error where totals or
counts differ, or the ranking differs by more than the limits below.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import mean
from typing import Annotated, NamedTuple

import msgspec
import typer

from benchmarks import page
from benchmarks.content import ROOT
from benchmarks.scaling import ORDER, PAGE
from indexer.engine import Engine, Searcher
from indexer.engines import open_engine
from indexer.evaluate import ALL, evaluate, judgments
from indexer.library.corpus import Corpus
from indexer.query import Query
from indexer.results import Results
from indexer.updating.sync import sync
from tests.opensearch.cluster import Cluster

SHARED = ROOT.parent / "shared"
LIBRARY = SHARED / "corpora" / "ncs-profiles.jsonl"
JUDGED = SHARED / "judgments"
NAME = "The same answers"
OVERLAP = 8.0
"""The least profiles that two first tens may have in common, in the mean."""
CLOSE = 0.02
"""The most by which nDCG@10 may differ."""


class Questioned(msgspec.Struct):
    """The query of a labelled question."""

    query: str


class Comparison(NamedTuple):
    """How far two engines agree over some queries."""

    queries: int
    totals: int
    facets: int
    overlap: float
    same: int
    different: list[str]

    @classmethod
    def of(cls, queries: Iterable[str], one: Searcher, other: Searcher) -> Comparison:
        """Ask both the same."""
        texts = list(dict.fromkeys(queries))
        pairs = [(one.search(Query(text=text)), other.search(Query(text=text))) for text in texts]
        different = [text for text, pair in zip(texts, pairs, strict=True) if not _counts_alike(*pair)]
        return cls(
            queries=len(texts),
            totals=sum(a.total == b.total for a, b in pairs),
            facets=sum(a.facets == b.facets for a, b in pairs),
            overlap=mean(_overlap(a, b) for a, b in pairs),
            same=sum(_ids(a) == _ids(b) for a, b in pairs),
            different=different,
        )


def _counts_alike(one: Results, other: Results) -> bool:
    return one.total == other.total and one.facets == other.facets


def _ids(results: Results) -> list[str]:
    return [hit.id for hit in results.hits]


def _overlap(one: Results, other: Results) -> float:
    """The profiles that two first pages share, of ten."""
    mine, theirs = set(_ids(one)), set(_ids(other))
    return 10 * len(mine & theirs) / max(len(mine), len(theirs), 1) if mine or theirs else 10.0


def queries() -> Mapping[str, list[str]]:
    """The judged queries, by the file that they are in."""
    files = {path.stem: [one.query for one in judgments(path)] for path in sorted(JUDGED.glob("*.tsv"))}
    lines = (JUDGED / "questions.jsonl").read_bytes().splitlines()
    return files | {"questions": [msgspec.json.decode(line, type=Questioned).query for line in lines]}


def table(one: Searcher, other: Searcher) -> tuple[list[str], list[str]]:
    """The agreement as Markdown, and what is wrong with it."""
    lines = [
        "| queries | number | equal totals | equal facets | in both first tens | same ten, in order "
        "| nDCG@10 whoosh | nDCG@10 opensearch |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    wrong = []
    for name, texts in queries().items():
        found = Comparison.of(texts, one, other)
        gains = [f"{_gain(name, searcher):.4f}" if _is_judged(name) else "-" for searcher in (one, other)]
        counts = f"{found.queries} | {found.totals} | {found.facets} | {found.overlap:.2f} | {found.same}"
        lines.append(f"| {name} | {counts} | {' | '.join(gains)} |")
        wrong += [f"{name}: {text!r} has other counts" for text in found.different]
        wrong += [f"{name}: the first tens share {found.overlap:.2f}"] if found.overlap < OVERLAP else []
        if _is_judged(name) and abs(float(gains[0]) - float(gains[1])) > CLOSE:
            wrong.append(f"{name}: nDCG@10 differs by more than {CLOSE}")
    return lines, wrong


def _is_judged(name: str) -> bool:
    return (JUDGED / f"{name}.tsv").exists()


def _gain(name: str, searcher: Searcher) -> float:
    figures = evaluate(searcher, judgments(JUDGED / f"{name}.tsv")).figures
    return next(each.measures["nDCG@10"].mean for each in figures if each.kind == ALL)


@contextmanager
def built(url: str) -> Iterator[Engine]:
    """An engine that holds the library."""
    engine = open_engine(url)
    try:
        report = sync(Corpus([LIBRARY]), engine)
        typer.echo(
            f"{url.partition(':')[0]}: {len(report.added)} profiles in {report.seconds:.1f} s", err=True
        )
        yield engine
    finally:
        engine.close()


def main(
    nodes: Annotated[int, typer.Option(min=1, max=3, help="Nodes of the cluster.")] = 3,
) -> None:
    """Compare the answers of both engines, and put the figures into docs/scaling.md."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Cluster(Path(folder) / "cluster", nodes) as cluster,
        built(f"whoosh:{folder}/index") as one,
        built(cluster.address("profiles")) as other,
    ):
        lines, wrong = table(one.searcher(), other.searcher())
    page.put(PAGE, NAME, lines, wrong[:10], ORDER)
    typer.echo("\n".join([*lines, "", *wrong]))
    raise typer.Exit(1 if wrong else 0)


if __name__ == "__main__":
    typer.run(main)

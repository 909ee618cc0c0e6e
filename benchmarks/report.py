"""Figures as a page: tables between two markers, plots beside it, the words around them left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks import plots
from benchmarks.goals import goals
from benchmarks.measure import Figures, Run
from benchmarks.peers import LABELS
from benchmarks.results import Results, p50, p95

BEGIN = "<!-- figures: made by `make bench` -->"
END = "<!-- end of figures -->"
US = "us"
LATE = "95 %"
CHECKING = "of that checking, ms"

Measure = tuple[str, Callable[[Figures], float]]


def _time(name: str, of: Callable[[Sequence[float]], float]) -> Callable[[Figures], float]:
    return lambda figures: of(figures.times[name])


ANSWERING: tuple[Measure, ...] = (
    ("new question, median", _time("first", p50)),
    (LATE, _time("first", p95)),
    ("asked before", _time("repeated", p50)),
    ("all words, median", _time("all words", p50)),
    (LATE, _time("all words", p95)),
    ("match and rank", _time("match", p50)),
    ("facets", _time("facets", p50)),
)
"""Columns of the first table of a size, in milliseconds."""

KEEPING: tuple[Measure, ...] = (
    ("build, s", lambda figures: figures.build),
    ("one change, ms", lambda figures: median(figures.update)),
    ("index, MB", lambda figures: figures.disk),
    ("memory building, MB", lambda figures: figures.build_memory),
    ("memory answering, MB", lambda figures: figures.memory),
    ("open, ms", lambda figures: figures.open),
    (CHECKING, lambda figures: figures.check),
)
"""Columns of the second."""


def write(results: Results, docs: Path) -> None:
    """Bring docs/performance.md and its plots up to date."""
    page = docs / "performance.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n\n{figures(results)}\n{END}{after}", encoding="utf-8")
    (docs / "performance-answers.svg").write_text(plots.answers(results), encoding="utf-8")
    (docs / "performance-building.svg").write_text(plots.building(results), encoding="utf-8")


def figures(results: Results) -> str:
    """The part of the page that is made: everything between the markers."""
    parts = (_setting, _real, _goals, _sizes, _http, _behind)
    return "\n\n".join(text for part in parts for text in part(results)) + "\n"


def _setting(results: Results) -> Iterator[str]:
    machine = results.machine
    versions = sorted({one.version for run in results.runs for one in run.figures.values()})
    yield (
        f"Measured on {results.date:%-d %B %Y}: {machine.processor}, {machine.cores} cores,"
        f" {machine.gigabytes:.0f} GB, {machine.system}, Python {machine.python}; {', '.join(versions)}."
        f" Content: {results.content}. {results.questions} questions in each of {results.rounds} rounds."
    )
    yield from (f"Left out: {sentence}." for sentence in results.skipped)
    yield "![Time of a full answer, by engine and size of library](performance-answers.svg)"
    yield "![Time to build an index, by engine and size of library](performance-building.svg)"


def _real(results: Results) -> Iterator[str]:
    if (real := results.real) is None:
        return
    yield f"### Real work: {real.profiles:,} profiles as they are, {len(real.api)} questions"
    rows = [["milliseconds for a question", "median", "95 %"]]
    rows += [
        [label, _number(p50(times)), _number(p95(times))]
        for label, times in (
            ("an answer in JSON over HTTP, less an empty request", real.api),
            ("of that the engine", real.engine),
            ("of that the service", real.service),
            ("a page over HTTP, less an empty request", real.page),
            ("SQLite FTS5 in process: three columns, ten snippets, counts", real.fts5),
        )
    ]
    yield table(rows)


def _sizes(results: Results) -> Iterator[str]:
    for run in results.runs:
        yield f"### {run.size:,} profiles"
        yield "Milliseconds for a question:\n\n" + _table(run, ANSWERING)
        yield "Keeping an index:\n\n" + _table(run, KEEPING)
        yield from _ratios(run)
        yield from _agreement(run)


def _table(run: Run, measures: Sequence[Measure]) -> str:
    rows = [["", *(label for label, _ in measures)]]
    rows += [
        [LABELS[name], *(_number(of(figures)) for _, of in measures)] for name, figures in run.figures.items()
    ]
    return table(rows)


def table(rows: Sequence[Sequence[str]], *, words: bool = False) -> str:
    """A Markdown table: a head, then rows; what follows the first column is numbers, or words."""
    head, *body = rows
    rule = ["---", *["---" if words else "---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *body))


def _ratios(run: Run) -> Iterator[str]:
    ours = run.figures.get(US)
    others = {name: figures for name, figures in run.figures.items() if name != US}
    if ours is None or not others:
        return
    parts = []
    for name, theirs in others.items():
        middle, late = (of(theirs.times["first"]) / of(ours.times["first"]) for of in (p50, p95))
        parts.append(f"{LABELS[name]} {_number(middle)} times as long ({_number(late)} at 95 %)")
    yield f"For a full answer to a new question, against ours: {'; '.join(parts)}."


def _agreement(run: Run) -> Iterator[str]:
    if not run.agreements:
        return
    head = ["", "as many or more", "as many", "same counts", "of the first ten"]
    rows = [
        [LABELS[name], *(f"{share:.0%}" for share in (one.found, one.equal, one.counts, one.overlap))]
        for name, one in run.agreements.items()
    ]
    yield f"The same work? Against {LABELS[run.reference]}:\n\n{table([head, *rows])}"


def _goals(results: Results) -> Iterator[str]:
    rows = []
    for goal in goals(results):
        limit = f"{'at least' if goal.more else 'at most'} {_number(goal.limit)}"
        rows.append([goal.sentence, limit, _number(goal.measured), "yes" if goal.reached else "no"])
    if rows:
        yield "### Goals"
        yield table([["", "goal", "measured", "reached"], *rows])


def _http(results: Results) -> Iterator[str]:
    if (http := results.http) is None:
        return
    yield f"### Over HTTP, {http.profiles:,} profiles"
    head = ["connections", "workers", "searches a second", "median, ms", "99 %, ms", "errors"]
    rows = [
        [
            str(load.connections),
            str(load.workers),
            f"{load.requests_per_second:,.0f}",
            _number(load.p50),
            _number(load.p99),
            str(load.errors),
        ]
        for load in http.loads
    ]
    yield table([head, *rows])


def _behind(results: Results) -> Iterator[str]:
    """Every figure in which somebody else is ahead of us."""
    yield "### Where others are ahead"
    head = ["", *(f"{run.size:,} profiles" for run in results.runs)]
    rows = [
        [label, *(_ahead(run, of) for run in results.runs)]
        for label, of in (*_named(ANSWERING), *_named(KEEPING))
        if label != CHECKING
    ]
    rows = [row for row in rows if any(row[1:])]
    yield table([head, *rows], words=True) if rows else "Nowhere in these tables."


def _named(measures: Sequence[Measure]) -> Iterator[Measure]:
    """The measures, those that are only a percentage under the name of the one before."""
    before = ""
    for label, of in measures:
        before = before if label == LATE else label
        yield (f"{before.partition(',')[0]}, {LATE}" if label == LATE else label), of


def _ahead(run: Run, of: Callable[[Figures], float]) -> str:
    """Our figure and those that are better; nothing where none is."""
    if US not in run.figures:
        return ""
    ours = of(run.figures[US])
    better = [
        f"{LABELS[name]} {_number(of(theirs))}"
        for name, theirs in run.figures.items()
        if name != US and of(theirs) < ours
    ]
    return f"{_number(ours)}; {', '.join(better)}" if better else ""


def _number(value: float) -> str:
    """Two or three figures that mean something; a dash for what was not done."""
    if not value:
        return "–"
    places = next((places for least, places in ((100, 0), (10, 1), (0.1, 2)) if abs(value) >= least), 4)
    return f"{value:,.{places}f}"

"""Output of the commands: JSON, or lines for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from indexer.qualification import TAXONOMY
from indexer.question import Topic
from indexer.report import Report, Status, unserved_build
from indexer.results import Answer, Facet, Hit, Results, Snippet
from indexer.rules.facets import ROUTE_LABELS
from service.terminal import CONTROLS, visible
from service.view.job.facts import facts_line
from service.view.reading import heading
from service.view.words import only_pages

if TYPE_CHECKING:
    from indexer.evaluate import Figures, Interval, MeasureChange
    from indexer.question import Question
    from indexer.ways import WayIn

SHOWN = 10
"""The most names of a list that are printed."""


def print_json(value: object) -> None:
    """Print a value as one line of JSON."""
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


def print_either(value: object, lines: Iterable[str | Text], as_json: bool) -> None:
    """Print a value as one line of JSON, or its lines for people."""
    if as_json:
        print_json(value)
    else:
        print_lines(lines)


def print_lines(lines: Iterable[str | Text]) -> None:
    """Print lines, styled and wrapped on a terminal, and plain through a pipe.

    Control characters are printed as escapes, because the name of a file may have any.
    """
    console = Console(highlight=False, emoji=False, markup=False)
    for line in lines:
        text = Text(visible(line)) if isinstance(line, str) else _visible(line)
        indent = len(text.plain) - len(text.plain.lstrip())
        if console.is_terminal and indent:
            console.print(Padding.indent(text[indent:], indent))
        else:
            console.print(text, soft_wrap=not console.is_terminal)


def _visible(text: Text) -> Text:
    """Styled text without control characters; one sign for each keeps the styles."""
    shown = text.copy()
    shown.plain = CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text.plain)
    return shown


def results_lines(results: Results) -> Iterator[Text]:
    """Lines for results: notes on the query, hits with passages, and facets."""
    yield Text(_heading(results), style="bold")
    yield from (Text(note, style="dim") for note in _notes(results))
    if results.answer:
        yield from _answer_lines(results.answer)
    if results.total and not results.hits:
        yield Text(f"{only_pages(results.pages)} Choose one with --page.", style="dim")
    for number, hit in enumerate(results.hits, start=(results.page - 1) * results.page_size + 1):
        yield Text()
        yield from _hit_lines(number, hit)
    for facet in results.facets:
        if line := _facet_line(facet):
            yield Text()
            yield line


def report_lines(report: Report, served: str = "is served") -> Iterator[str]:
    """Lines for a report; for a build that is not served, the reasons come first."""
    yield from (f"not served: {objection}" for objection in report.objections)
    would = "would have " if report.objections else ""
    changes = [
        (name, sources) for name in ("added", "changed", "removed") if (sources := getattr(report, name))
    ]
    yield from (f"{would}{name} {len(sources):,}: {_some(sources)}" for name, sources in changes)
    if report.held_back:
        waiting = tuple(f"{each.source} ({each.reason})" for each in report.held_back)
        yield f"held back {len(waiting):,}: {_some(waiting)}"
    for refusal in report.refused:
        place = f"{refusal.path}:{refusal.line}" if refusal.line else refusal.path
        yield f"refused {place}: {refusal.message}"
    yield from (f"note: {finding}" for finding in report.findings)
    unchanged = f"{report.unchanged:,} unchanged"
    what = unchanged if changes else f"nothing to do, {unchanged}"
    what = "the index is unchanged" if report.objections else what
    yield f"{what}; {report.generation or 'no generation'} {served} ({report.seconds:.1f} s)"


def status_lines(status: Status) -> Iterator[str]:
    """Lines for the status and the last build, with reasons if it is not served."""
    yield f"engine      {status.engine}"
    yield f"generation  {status.generation or 'none'}"
    yield f"profiles    {status.profiles:,}"
    yield f"built       {status.built.isoformat(timespec='seconds') if status.built else 'never'}"
    yield f"schema      {status.schema_version}"
    yield f"content     {status.content_hash}"
    yield f"healthy     {'yes' if status.healthy else 'no'}"
    if status.hold:
        yield f"held        {status.hold}"
    of_build = unserved_build(status.last_build)
    yield from (f"problem     {problem}" for problem in status.problems if problem not in of_build)
    if status.last_build:
        held = ", not served: edits are held back" if of_build else ""
        yield "last build  " + status.last_build.started.isoformat(timespec="seconds") + held
        same = status.last_build.generation == status.generation
        lines = report_lines(status.last_build, "is served" if same else "was served then, but not now")
        yield from (f"            {line}" for line in lines)


def way_lines(way: WayIn, text: str) -> Iterator[str]:
    """Lines for a way in: start, needs, qualifications gained, quoted sentences."""
    start = "start not stated"
    if way.start:
        low, high = way.start.low, way.start.high
        start = "nothing needed" if high == 0 else f"from level {low}" + (f" or {high}" if high > low else "")
    yield f"{way.route:<16}{start}{', experience needed' if way.needs_experience else ''}"
    for name, mentions in (("needs", way.needs), ("leads to", way.leads_to)):
        if mentions:
            yield f"    {name}: {', '.join(dict.fromkeys(each.slug for each in mentions))}"
    yield f"    “{' '.join(text[slice(*way.span)].split())}”"


def figures_lines(figures: Iterable[Figures]) -> Iterator[str]:
    """Lines for the measures of each kind of query, with their confidence intervals."""
    for of_kind in figures:
        yield f"{of_kind.kind}, {of_kind.questions} queries"
        for measure, value in of_kind.measures.items():
            yield f"  {measure:<20} {_interval(value)}"


def difference_lines(differences: Iterable[MeasureChange]) -> Iterator[str]:
    """Lines for the change of each measure since an earlier run, with its p-value."""
    for each in differences:
        counts = f"{each.better} better, {each.worse} worse of {each.questions}"
        yield f"{each.kind} {each.measure}: {_interval(each.change, '+')}, {counts}, p = {each.chance:.3f}"


def _interval(interval: Interval, sign: str = "") -> str:
    return f"{interval.mean:{sign}.3f} ({interval.low:{sign}.3f} to {interval.high:{sign}.3f})"


def _heading(results: Results) -> str:
    pages = f", page {results.page} of {results.pages}" if results.pages > 1 else ""
    return heading(results) + pages


def _notes(results: Results) -> Iterator[str]:
    query = results.query
    if query.corrected:
        yield f"You typed “{query.text}”. Add --exact to search for it."
    if query.understood:
        labels = (f"not {one.label}" if one.negated else one.label for one in query.understood)
        yield f"Understood: {'; '.join(dict.fromkeys(labels))}. Add --literal to search for the words."
    if missing := [topic for topic in query.unsupported if topic != Topic.AMOUNT]:
        yield f"These profiles don't give {' or '.join(missing)}."
    if Topic.AMOUNT in query.unsupported:
        yield "A search by how much a job pays is not possible yet. Add --sort pay to sort by pay."
    if query.did_you_mean:
        yield f"Did you mean “{query.did_you_mean}”?"
    for words, said in (
        (query.ignored, "Left out"),
        (query.unmatched, "In no profile"),
        (query.relaxed, "Optional"),
    ):
        if words:
            yield f"{said}: {', '.join(words)}"


def _answer_lines(answer: Answer) -> Iterator[Text]:
    """A plain answer: the ways in, and the passages that say it."""
    yield Text()
    yield Text.assemble((answer.profile.title, "bold"), f"  {answer.profile.id}, {answer.aspect}")
    for way in answer.ways:
        yield Text(f"    {ROUTE_LABELS[way.route]}: {_start(way.start)}")
    if answer.facts:
        yield Text(f"    {facts_line(answer.facts)}")
    yield from map(_marked, answer.quotes)
    if not answer.ways and not answer.quotes and not answer.facts:
        yield Text("    This profile doesn't say.")


def _start(start: tuple[int, int] | None) -> str:
    """The levels with which a way in begins."""
    if start is None:
        return "start not stated"
    low, high = start
    return "nothing needed" if high == 0 else f"from level {low}" + (f" or {high}" if high > low else "")


def _hit_lines(number: int, hit: Hit) -> Iterator[Text]:
    yield Text.assemble(f"{number:>2}. ", (hit.title, "bold"), f"  {hit.id}")
    if hit.summary:
        yield Text(f"    {hit.summary}")
    if hit.facts:
        yield Text(f"    {facts_line(hit.facts)}")
    for snippet in hit.snippets:
        yield Text(f"    {snippet.heading or snippet.section.value}", style="dim")
        yield _marked(snippet)
    if hit.qualifications:
        short = {each.slug: each.short for each in TAXONOMY}
        yield Text("    " + ", ".join(short.get(slug, slug) for slug in hit.qualifications), style="dim")
    if routes := [ROUTE_LABELS[way.route].lower() for way in hit.ways if way.open]:
        yield Text(f"    You could start: {', '.join(routes)}", style="dim")


def _marked(snippet: Snippet) -> Text:
    """A passage with its matched words styled."""
    text = Text("    " + snippet.text.replace("\n", " "))
    for start, end in snippet.highlights:
        text.stylize("bold yellow", start + 4, end + 4)
    return text


def _facet_line(facet: Facet) -> Text | None:
    values = [f"{each.label} ({each.count}){'*' if each.selected else ''}" for each in facet.values]
    return Text.assemble((f"{facet.label}: ", "bold"), ", ".join(values)) if values else None


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def question_lines(question: Question) -> Iterator[str]:
    """What a question was understood to ask: a line for each piece, then the words left to search."""
    for each in question.understood:
        wanted = "not wanted" if each.negated else ""
        yield f"{each.kind:<14} {each.label:<28} {each.text!r} {wanted}".rstrip()
    yield f"{'words':<14} {' '.join(word.meant for word in question.words) or 'none'}"

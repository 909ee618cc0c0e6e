"""Facts as pages state them: in a table of quick facts, after a label, or under their own heading.

Only what stands under such a name is read. A sum that a sentence mentions elsewhere may be a fee, a budget
or somebody else's pay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from indexer.facts.declared import LONGEST_FACT, MOST_PATTERNS
from indexer.facts.money import only_pay, pay_in
from indexer.facts.values import NO_FACTS, Facts, Pay

_ABOUT = (
    r"(?:(?:19|20)\d\d )?(?:the )?"
    r"(?:(?:usual|typical|average|median|mean|annual|yearly|hourly|weekly|starting|likely|guide|expected"
    r"|working|normal|standard|contracted) )*"
)
_REST = (
    r"(?: (?:range|scale|guide|expectations?|rate))?"
    r"(?:,?\s*\(?(?:(?:a|per|each) (?:year|month|week|day|hour|annum)|(?:19|20)\d\d)\)?)?"
)
LABELS = {
    "pay": rf"{_ABOUT}(?:pay|salar(?:y|ies)|wages?|earnings)(?: and (?:hours|benefits))?{_REST}",
    "hours": rf"{_ABOUT}(?:hours|hours of work|working week){_REST}",
    "pattern": r"(?:working|work|shift) (?:patterns?|schedules?)|shifts|you could work",
}
"""Patterns of the labels under which texts state each fact."""

NAMED = re.compile("|".join(f"(?P<{name}>{words})" for name, words in LABELS.items()), re.IGNORECASE)
SAID = re.compile(
    rf"\n(?P<label>{NAMED.pattern}) *(?:[|:] *(?P<value>\S.*)|\n+(?P<below>\S.*(?:\n\S.*)*))$",
    re.IGNORECASE | re.MULTILINE,
)
"""A label with its value on the same line or below, after a line end, which is found fast."""

PER_WEEK = re.compile(r"\b(?:a|per|each) (?:week|day)\b", re.IGNORECASE)
HOURS = re.compile(
    r"\b(?:(?:between|from|up to|around|about) )?\d{1,3}(?:\.5)?"
    r"(?:\s?(?:to|and|or|[-\u2010-\u2015])\s?\d{1,3})?(?: hours)? (?:a|per|each) week\b",
    re.IGNORECASE,
)
"""How many hours a week has, in a sentence."""

LONGEST_PATTERN = 40
"""The most characters of one pattern of work on a page; longer ones are prose."""

SENTENCE = re.compile(r"[.!?](?:\s|$)")


class Said(NamedTuple):
    """A fact as a page states it: its label and its text."""

    label: str
    text: str


def facts_said(sections: Iterable[tuple[str, str]]) -> Facts:
    """The facts that sections state, given as their headings and texts; the first of each holds.

    >>> facts_said([("Quick facts", "Salary | £26,000 to £42,000 a year")]).pay.high
    42000
    """
    found: dict[str, object] = {}
    for name, said in _statements([*sections]):
        if name not in found and (value := READ[name](said)):
            found[name] = value
    return msgspec.convert(found, Facts) if found else NO_FACTS


def _statements(sections: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Said]]:
    """What is stated, by the name of its fact: first lines with labels, then sections with such headings."""
    sections = list(sections)
    for _, text in sections:
        for line in SAID.finditer(f"\n{text}"):
            label, value = line["label"], line["value"] or line["below"]
            yield _name(line), Said(label, value)
    for heading, text in sections:
        if named := NAMED.fullmatch(heading.strip(" :?")):
            yield _name(named), Said(heading, text)


def _name(found: re.Match[str]) -> str:
    return next(name for name in LABELS if found[name] is not None)


def _pay(said: Said) -> Pay | None:
    """The pay that a short text says at once, or a longer one in a single sum or range."""
    if "\n" not in said.text and len(said.text) <= 2 * LONGEST_FACT:
        return pay_in(said.text, said.label)
    return only_pay(said.text)


def _hours(said: Said) -> str:
    line = said.text.strip().rstrip(".")
    if "\n" in line or len(line) > LONGEST_FACT:
        return found[0] if (found := HOURS.search(line)) else ""
    if not re.search(r"\d", line) or "£" in line or "$" in line:
        return ""
    of_label = PER_WEEK.search(said.label)
    return f"{line} {of_label[0].lower()}" if of_label and not PER_WEEK.search(line) else line


def _pattern(said: Said) -> tuple[str, ...]:
    """The patterns of work in a list; prose has none."""
    if SENTENCE.search(said.text):
        return ()
    items = [item.strip() for item in re.split(r"[,;/\n]|\band\b", said.text)]
    items = list(dict.fromkeys(filter(None, items)))
    too_long = any(len(item) > LONGEST_PATTERN for item in items) or len(items) > MOST_PATTERNS
    return () if too_long else tuple(items)


READ: dict[str, Callable[[Said], object]] = {"pay": _pay, "hours": _hours, "pattern": _pattern}
"""How the text of each fact is read."""

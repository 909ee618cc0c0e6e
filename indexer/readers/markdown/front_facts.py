"""The facts of a job in front matter: pay, hours and pattern."""

from __future__ import annotations

from collections.abc import Mapping

from indexer.error_messages import near
from indexer.facts import Facts, Pay, Period
from indexer.facts.declared import PAY_EXAMPLE, amount, facts_problems, pay_problem, period_problem
from indexer.facts.money import pay_in
from indexer.readers.document import Document, one_line
from indexer.readers.markdown.front_block import Value

PAY_KEYS = ("from", "to", "period", "currency")


def read_pay(document: Document, name: str, value: Value) -> Pay:
    """The pay at a key: a table, or text that says it; raises ContentError for anything else."""
    if isinstance(value.content, str):
        said = pay_in(one_line(value.content))
        if said is None:
            raise document.error(f"{name} must look like {PAY_EXAMPLE}", value.line)
        return said
    if not isinstance(value.content, Mapping):
        raise document.error(f"{name} must look like {PAY_EXAMPLE}", value.line)
    for key, each in value.content.items():
        if key not in PAY_KEYS:
            raise document.error(f'unknown key "{key[:80]}" in {name}{near(key, PAY_KEYS)}', each.line)
        if not isinstance(each.content, str | None):
            raise document.error(f"{key} in {name} must be text or a number", each.line)
    return _checked(document, value, value.content)


def _checked(document: Document, value: Value, keys: Mapping[str, Value]) -> Pay:
    said = {key: str(each.content).strip() for key, each in keys.items() if each.content is not None}
    if problem := period_problem(said.get("period", "")):
        raise document.error(problem, keys["period"].line if "period" in keys else value.line)
    amounts = {key: amount(said[key]) for key in ("from", "to") if key in said}
    for key, found in amounts.items():
        if found is None:
            message = f'{key} in pay is "{said[key][:40]}"; write a number like 26000'
            raise document.error(message, keys[key].line)
    pay = Pay(amounts.get("from"), amounts.get("to"), Period(said["period"]), said.get("currency", "GBP"))
    if problem := pay_problem(pay):
        raise document.error(problem, value.line)
    return pay


def fact_problem(hours: str = "", pattern: tuple[str, ...] = ()) -> str | None:
    """What is wrong with hours or a pattern; None if nothing is."""
    return next(facts_problems(Facts(hours=hours, pattern=pattern)), None)

"""The templates of pages, with the filters that they use."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import jinja2

from indexer.qualification import TAXONOMY
from service.view.job.facts import fact_lines
from service.view.marked import pieces
from service.view.reading import shortened
from service.view.words import day, jobs, level, only_pages, profiles, variants

SERVICE = Path(__file__).resolve().parent.parent
TEMPLATES = (SERVICE / "templates", SERVICE.parent / "templates")
"""The template folders of a wheel and of a checkout."""

QUALIFICATIONS = {qualification.slug: qualification for qualification in TAXONOMY}


class _TemplateLoader(jinja2.FileSystemLoader):
    """Loads templates without the indents of their lines, which only weigh; none has text that needs them."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_current = super().get_source(environment, template)
        return re.sub(r"\n\s+", "\n", source), path, is_current


@cache
def environment() -> jinja2.Environment:
    """The template environment; an undefined name in a template is an error."""
    made = jinja2.Environment(
        loader=_TemplateLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {"pieces": pieces, "qualifications": QUALIFICATIONS}
    made.filters |= {
        "count": "{:,}".format,
        "day": day,
        "fact_lines": fact_lines,
        "jobs": jobs,
        "level": level,
        "only_pages": only_pages,
        "profiles": profiles,
        "shortened": shortened,
        "variants": variants,
    }
    return made

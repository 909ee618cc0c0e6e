"""Qualifications: the taxonomy, and their recognition in text.

taxonomy.toml says how each kind is written; `wording` compiles that, `recognition` finds it in a text,
`clauses`, `negation`, `roles`, `levels` and `repeats` hold the rules, `profiles` applies it to a whole
profile.
"""

from __future__ import annotations

from indexer.qualification.levels import named_level, sure_levels
from indexer.qualification.profiles import counted, counted_from, mentions_of
from indexer.qualification.recognition import qualifications_in
from indexer.qualification.taxonomy import BY_SLUG, TAXONOMY
from indexer.qualification.values import Counted, Levels, Mention, Qualification, Role, SectionMention

__all__ = [
    "BY_SLUG",
    "TAXONOMY",
    "Counted",
    "Levels",
    "Mention",
    "Qualification",
    "Role",
    "SectionMention",
    "counted",
    "counted_from",
    "mentions_of",
    "named_level",
    "qualifications_in",
    "sure_levels",
]

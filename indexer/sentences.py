"""Where a sentence ends: one rule for the recognisers, the snippets and the summaries."""

from __future__ import annotations

import re

CLOSING = "\"'”’)]"
"""What may follow a full stop and still belong to its sentence."""

_ABBREVIATION = (
    r"(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bNo\.)(?<!\bapprox\.)"
)
_DENIED = r"(?!(?<=\?)\s+(?:Not?|Never|Keep|Forget|We\s+(?:never|don't|do\s+not))\b)"
"""A question that is answered in the negative is one statement with its answer."""

SENTENCE_END = re.compile(
    rf"(?<=[.!?]){_ABBREVIATION}{_DENIED}[{re.escape(CLOSING)}]?(?P<space>\s+)(?=[\"'“‘(\[]?[A-Z0-9])"
)
"""From after a sentence's full stop to the start of the next; `space` separates the two."""

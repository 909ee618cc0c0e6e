"""What a job pays, its hours, and when they are worked: declared by an editor, or read from a page."""

from indexer.facts.reading import facts_said
from indexer.facts.values import CURRENCIES, NO_FACTS, Facts, Pay, Period

__all__ = ["CURRENCIES", "NO_FACTS", "Facts", "Pay", "Period", "facts_said"]

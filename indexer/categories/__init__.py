"""Derives the category of a profile from its titles, for libraries whose editors wrote none."""

from indexer.categories.deriving import derived_category, with_category
from indexer.categories.table import CategoryTable, extended, shipped

__all__ = ["CategoryTable", "derived_category", "extended", "shipped", "with_category"]

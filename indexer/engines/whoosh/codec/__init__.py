"""Whoosh's segments as columns: the only code that imports Whoosh."""

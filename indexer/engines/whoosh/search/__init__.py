"""Searches one generation: compiles, matches, ranks, expands and counts."""

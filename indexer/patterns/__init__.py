"""Wordings as people write them, compiled to patterns and found in one pass."""

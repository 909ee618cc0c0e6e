"""Explains hits: where words match, why, and which passages show it."""

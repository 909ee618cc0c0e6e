"""Builds a generation from profiles: analysis, inversion, merging, writing."""

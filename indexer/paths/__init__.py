"""Paths: which jobs a text says one moves on to, and which one comes from."""

from indexer.paths.names import Named, Names
from indexer.paths.recognition import paths_of, steps
from indexer.paths.values import Direction, Paths, Step

__all__ = ["Direction", "Named", "Names", "Paths", "Step", "paths_of", "steps"]

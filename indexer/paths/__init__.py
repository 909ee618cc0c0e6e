"""Paths: the jobs that a profile leads to, and those that people come from."""

from indexer.paths.names import Named, Names
from indexer.paths.recognition import paths_of, steps
from indexer.paths.values import Direction, Paths, Step

__all__ = ["Direction", "Named", "Names", "Paths", "Step", "paths_of", "steps"]

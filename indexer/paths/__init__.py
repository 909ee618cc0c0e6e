"""Paths: the jobs that a profile leads to, and those that people come from."""

from indexer.paths.names import Named, NamedJob, Names
from indexer.paths.recognition import paths_of, resolved, steps
from indexer.paths.statements import PathStatement, statements
from indexer.paths.values import Direction, Paths, Step

__all__ = [
    "Direction",
    "Named",
    "NamedJob",
    "Names",
    "PathStatement",
    "Paths",
    "Step",
    "paths_of",
    "resolved",
    "statements",
    "steps",
]

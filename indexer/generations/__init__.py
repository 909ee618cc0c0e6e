"""Generations: index folders that never change once they have a name."""

"""What work is like (outdoors, at a desk, with animals), recognised when an index is built."""

from indexer.environment.recognition import environment_in, environment_of
from indexer.environment.table import VALUES, EnvironmentValue

__all__ = ["VALUES", "EnvironmentValue", "environment_in", "environment_of"]

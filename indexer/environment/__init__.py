"""What work is like (outdoors, at a desk, with animals), recognised when an index is built."""

from indexer.environment.recognition import environment_in, environment_of
from indexer.environment.table import BY_NAME, VALUES, EnvironmentValue

__all__ = ["BY_NAME", "VALUES", "EnvironmentValue", "environment_in", "environment_of"]

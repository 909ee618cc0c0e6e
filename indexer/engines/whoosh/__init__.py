"""The engine: a Whoosh index that is searched as memory-mapped arrays."""

"""Writing the next generation and publishing it."""

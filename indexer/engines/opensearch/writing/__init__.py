"""Writing the next generation, and letting it serve."""

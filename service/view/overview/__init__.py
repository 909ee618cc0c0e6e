"""The top of a list of results: what was understood, a plain answer, a heading."""

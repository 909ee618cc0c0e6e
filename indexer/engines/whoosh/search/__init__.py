"""From a question to a list: compiled, matched, ranked, widened, counted."""

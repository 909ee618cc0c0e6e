"""Content in, index out, questions answered. Knows no web."""

"""The words of a text and of a question. One analysis serves the index and the query."""

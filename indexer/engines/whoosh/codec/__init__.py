"""A Whoosh codec for segments of columns; the only code that imports Whoosh."""

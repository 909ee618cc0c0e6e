"""What a generation holds: documents, terms, statistics, and the reader over them."""

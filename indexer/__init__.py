"""The indexer: reads content, builds indexes and answers queries. Knows no web."""

"""The contents of a generation (documents, terms, statistics) and their reader."""

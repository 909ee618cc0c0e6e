"""The content as it is on disk: its roots, its sources and their fingerprints."""

"""Searching the cluster: queries, facets, lists, and the candidates that are fetched."""

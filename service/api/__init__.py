"""The JSON API: its routes, its answers and their description."""

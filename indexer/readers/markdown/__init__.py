"""Markdown with front matter, and the Markdown of other programs."""

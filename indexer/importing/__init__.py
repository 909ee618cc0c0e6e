"""Other people's pages and exports as Markdown profiles."""

"""Pages as they are served, read into profiles."""

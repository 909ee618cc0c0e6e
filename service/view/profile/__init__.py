"""What the page of a profile shows, from values of the index."""

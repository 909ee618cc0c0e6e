"""What visitors search for."""

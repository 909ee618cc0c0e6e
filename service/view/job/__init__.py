"""What lists and profiles show of a job beside its text."""

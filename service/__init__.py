"""HTTP and the command line over an engine. Knows no engine by name."""

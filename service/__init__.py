"""The service: HTTP and the command line. Knows no engine by name."""

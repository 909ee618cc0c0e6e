"""An index brought up to date with its content, and checked before it serves."""

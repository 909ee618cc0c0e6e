"""What is shown of several jobs side by side."""

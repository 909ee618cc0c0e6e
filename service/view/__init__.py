"""Values for templates: words, shapes and links."""

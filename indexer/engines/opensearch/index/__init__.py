"""What an index in the cluster holds: its mapping, documents, and what is known of the collection."""

"""Index folders that never change once they are named, whatever engine fills them."""

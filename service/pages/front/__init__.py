"""What the front page takes from the library."""

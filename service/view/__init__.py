"""What templates need beyond an answer itself: words, shapes and links, as frozen values."""

"""What a list shows of each hit: passages that add something, and a line of facts."""

"""The commands of profile-index, one module for each purpose."""

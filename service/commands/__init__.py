"""The commands of profile-index, by what they do: build, ask, serve, edit."""

"""The window in which questions come in from files."""

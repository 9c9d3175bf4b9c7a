"""Questions out of the bank, into a file."""

"""What the file formats promise."""

"""What the rules of the quiz promise."""

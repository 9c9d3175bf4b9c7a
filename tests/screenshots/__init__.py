"""Takes the pictures of the README: every page of the real program, every mode and every kind of question."""

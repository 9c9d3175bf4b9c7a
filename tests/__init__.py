"""Everything the program promises, held by tests; `python -m tests` runs every check."""

"""The rules of the quiz: pure functions and values, without Qt, SQL or files."""

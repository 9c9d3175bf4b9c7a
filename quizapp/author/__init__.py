"""Author: finds, writes, checks and changes questions. What the screens of the editor talk to."""

from quizapp.author.author import Author

__all__ = ["Author"]

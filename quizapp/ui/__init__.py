"""Everything that is drawn: with `quizapp.app` the only part of the program that imports PySide6."""

"""Widgets that know nothing of quizzes."""

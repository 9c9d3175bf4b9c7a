"""Run On Quiz: a desktop trivia quiz for people who love the K-drama Run On."""

__version__ = "0.1.0"

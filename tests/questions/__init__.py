"""Tests of the bundled pack: every countable promise on its questions."""

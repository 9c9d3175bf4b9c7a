"""Tests of the service behind the editor, on a real bank."""

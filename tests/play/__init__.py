"""Tests of play on a real bank: lobby, rounds in progress, every mode."""

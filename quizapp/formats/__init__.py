"""Packs as bytes: one module for each file format, pure, without opening files."""

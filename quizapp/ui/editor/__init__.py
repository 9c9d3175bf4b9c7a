"""The question editor: finding, writing and correcting questions in a window of its own."""

"""Questions in and out: files -> a plan -> the bank, and the bank -> files. Used by window and command line."""

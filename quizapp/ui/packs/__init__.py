"""The packs of the bank, and its backups."""

"""Settings of the machine and of the player."""

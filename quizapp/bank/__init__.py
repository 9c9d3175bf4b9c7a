"""The bank: the SQLite file that holds packs, players, rounds, answers and revisions. Only this package speaks SQL."""

"""The play screens: home, round, result and the painted widgets they are made of."""

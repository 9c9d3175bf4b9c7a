"""The whole program, from real input to the bank and back."""

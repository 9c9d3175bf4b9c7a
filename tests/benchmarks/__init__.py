"""How fast the program is: milliseconds are reported, only ratios to a reference of the same run can fail."""

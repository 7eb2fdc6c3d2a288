"""From histories to figures: facts of each case, marks, tallies by day, and the counts of a period."""

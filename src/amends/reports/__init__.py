"""What the organisation measures: facts of each case, counted by day, and every figure with its formula."""

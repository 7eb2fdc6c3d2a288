"""What follows from the history and the vault of a case: its columns, and the goods that it is found by."""

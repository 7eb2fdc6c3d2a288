"""The staff's face: what is owed, the pool, one case with its next moves, and the house that the cases live in."""

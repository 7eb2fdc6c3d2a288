"""The proof: a pack's own scenarios, played in simulated time through the same doors as real life, then undone."""

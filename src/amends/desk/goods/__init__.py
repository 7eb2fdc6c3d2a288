"""Orders, shipments and lots: found by a number, and brought in from files."""

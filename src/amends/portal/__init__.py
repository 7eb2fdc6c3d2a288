"""The complainant's face: how complaints are handled, making one, and following it with a number and a password."""

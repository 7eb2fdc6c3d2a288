"""How long words are kept: held, let go, erased, and the log of it."""

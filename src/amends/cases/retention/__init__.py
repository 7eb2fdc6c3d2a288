"""Retention of personal data: held, let go, erased, and the log of it."""

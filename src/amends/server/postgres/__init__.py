"""The PostgreSQL that comes with Amends: made, run, shared, copied for tests, and never run as root."""

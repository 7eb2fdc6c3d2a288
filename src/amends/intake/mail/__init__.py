"""E-mail that comes in: read over IMAP or a pipe, taken to its parts, told apart, and made into cases."""

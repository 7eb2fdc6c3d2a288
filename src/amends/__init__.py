"""Amends: an organisation keeps the promises of its complaint procedure."""

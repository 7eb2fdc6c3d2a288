"""Trends of complaints by topic, one customer, the 8D report."""

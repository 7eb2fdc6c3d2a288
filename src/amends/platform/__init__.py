"""What knows neither a case nor a complaint: dates in words, many rows by one statement, secrets, locks, the disk."""

"""What waits for whom: today, the pool and its filters, alerts."""

"""Files of goods brought in: their columns settled, each line tried, then taken over."""

"""Working time: calendars, counting, due moments, and which moment comes next."""

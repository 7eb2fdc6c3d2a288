"""The organisation itself: its people, roles, places, departments, products, calendars, and who may do what."""

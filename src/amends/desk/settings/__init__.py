"""What the owner keeps: procedures, calendars, channels, lists, people, retention."""

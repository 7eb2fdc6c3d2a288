"""A demo organisation whose cases have an honest history: stories replayed through the real verbs by a moving clock."""

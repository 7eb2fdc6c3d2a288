"""Cases and their histories: the one door through which anything becomes true, and the questions asked of it."""

"""One case at a desk: its page, its acts, taking one in, whom it is about, its goods on their way."""

"""Ways out: letters written from entries, and the carriers that take them."""

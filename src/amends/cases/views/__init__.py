"""One case for one reader: plain values with words in them."""

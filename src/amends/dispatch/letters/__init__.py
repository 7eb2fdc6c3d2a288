"""Letters: rendered from the words of a pack, looked at before they leave, set on paper."""

"""Document control: what is in force, who must read it, and the procedures among them."""

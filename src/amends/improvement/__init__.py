"""What complaints teach: what is like what, when a topic leaves its limits, problems, actions and their effect."""

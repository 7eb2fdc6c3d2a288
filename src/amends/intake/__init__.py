"""Ways in: whatever the door, what a person brings becomes one submission."""

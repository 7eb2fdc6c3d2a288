"""What may be set from outside: each variable with its meaning, and the readers of their texts."""

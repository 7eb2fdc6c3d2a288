"""Text messages that come in by a gateway."""

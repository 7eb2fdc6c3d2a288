"""What was ordered, shipped, made and inspected; and samples and returned goods on their way."""

"""What an entry of each kind says when it is written, field by field: a fact, or typed words."""

"""A pack as files: read into a Procedure, or into every fault that stands in the way."""

"""The audit pack: what an auditor asks for in one file, with registers, a summary and its own check."""

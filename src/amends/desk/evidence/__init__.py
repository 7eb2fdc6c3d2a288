"""The pages of evidence: clauses, documents, objectives, training."""

"""What an auditor asks: the clauses with their living evidence, and the work that clause 8 promises."""

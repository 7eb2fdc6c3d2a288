"""The pages of figures: the dashboard, analysis, saved reports."""

"""Figures put on file: as they stood when a period ended, or a review was opened."""

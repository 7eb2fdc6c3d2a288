"""The shared hand of both faces: the page, its parts, its colours, and how dates and sizes are said."""

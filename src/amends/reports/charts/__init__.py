"""Charts: what is drawn of a figure, as Vega-Lite and as SVG that stands in a page."""

"""Draws charts in a process of its own, `python -m amends.reports.charts.vega`: Vega-Lite in, SVG out, nothing kept.

The part that draws takes some 80 MB, which no web process should hold for the rest of its life.
"""

import json
import sys

import vl_convert


def main() -> None:
    specs = json.load(sys.stdin)
    json.dump([vl_convert.vegalite_to_svg(spec) for spec in specs], sys.stdout)


if __name__ == "__main__":
    main()

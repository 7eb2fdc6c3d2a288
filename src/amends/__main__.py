"""The command `amends`, also as `python -m amends`."""

import sys

from amends.server.cli import main

if __name__ == "__main__":
    sys.exit(main())

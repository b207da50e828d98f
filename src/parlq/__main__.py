"""`python -m parlq` is the command `parlq`."""

import sys

from parlq.cli import main

if __name__ == "__main__":
    sys.exit(main())

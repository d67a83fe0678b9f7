"""``python -m trainer`` and the ``trainer`` command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; gives its exit code."""
    from trainer.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

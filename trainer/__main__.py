"""``python -m trainer`` and the ``trainer`` command."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run the command line; gives its exit code."""
    # Imports make much and free nothing: collecting garbage meanwhile is a tenth of the start.
    gc.set_threshold(400_000)
    from trainer.cli import run
    from trainer.unexpected import watch

    watch()
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

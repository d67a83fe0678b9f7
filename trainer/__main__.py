"""``python -m trainer`` and the ``trainer`` command."""

from __future__ import annotations

import os
import sys

from trainer.collecting import begin


def main() -> int:
    """Run the command line and return its exit code."""
    begin()
    # Pydantic has none here, but would read the metadata of every installed package to see.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from trainer.cli import run
    from trainer.unexpected import watch

    watch()
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

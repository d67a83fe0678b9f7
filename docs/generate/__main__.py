"""``python -m docs.generate [--check]``."""

from __future__ import annotations

import argparse
import sys

from docs.generate import pages, stale


def main() -> int:
    """Write the pages, or report which are stale."""
    parser = argparse.ArgumentParser(prog="python -m docs.generate")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    if parser.parse_args().check:
        old = stale()
        for path in old:
            sys.stdout.write(f"{path} is stale: run python -m docs.generate\n")
        return 1 if old else 0
    for path, text in pages().items():
        path.write_text(text, "utf-8", newline="\n")
        sys.stdout.write(f"{path}: {len(text.splitlines())} lines\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

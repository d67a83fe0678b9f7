"""How much a test tries: a sample each time, all of it in ``.ci/run`` (``TRAINER_LONG=1``)."""

from __future__ import annotations

import os
from pathlib import Path

LONG = bool(os.environ.get("TRAINER_LONG"))


def many(examples: int) -> int:
    """So many examples of a property test in a long run; a fifth of them else."""
    return examples if LONG else max(20, examples // 5)


_SHIPPED = sorted((Path(__file__).parents[1] / "scenarios").glob("*.yaml"))
_SOME = ("anti-mda5-ild", "knee-operation", "two-days-of-fever")
SHIPPED = [path for path in _SHIPPED if LONG or path.stem in _SOME]
"""The shipped cases in a long run; three of them else."""

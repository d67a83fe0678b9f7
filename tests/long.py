"""How much a test tries: a sample each time, all of it in ``.ci/run`` (``TRAINER_LONG=1``)."""

from __future__ import annotations

import os

LONG = bool(os.environ.get("TRAINER_LONG"))


def many(examples: int) -> int:
    """So many examples of a property test in a long run; a fourth of them else."""
    return examples if LONG else max(20, examples // 4)

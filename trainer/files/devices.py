"""Names that Windows takes for a device, whatever folder they are in and whatever their ending."""

from __future__ import annotations

from trainer.files.lists import set_in


def is_device(name: str) -> bool:
    """Whether a file called ``name`` would be a device: ``con``, ``NUL.yaml``, ``com¹``."""
    return name.partition(".")[0].rstrip(" ").lower() in set_in(__file__, "devices.txt")

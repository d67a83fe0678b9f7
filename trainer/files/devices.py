"""Names that Windows takes for a device, whatever folder they are in and whatever ending they have.

https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
"""

from __future__ import annotations

_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$",
     *(f"{d}{n}" for d in ("com", "lpt") for n in "0123456789¹²³")]
)  # fmt: skip


def is_device(name: str) -> bool:
    """Whether a file called ``name`` would be a device: ``con``, ``NUL.yaml``, ``com¹``."""
    return name.partition(".")[0].rstrip(" ").lower() in _DEVICES

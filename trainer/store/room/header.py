"""What a group session is, apart from what happens in it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Self

SCHEMA = 2
"""From 2 on events have ids, and their times are ISO texts."""


class Newer(ValueError):  # noqa: N818 - named for what the file is
    """A later version of the trainer wrote it."""


@dataclass(frozen=True, slots=True)
class Header:
    """A session's identity, its case, and what the facilitator chose for it.

    ``code`` lets a phone in and dies with the session; ``created`` is seconds since 1970.
    """

    session: str
    code: str
    scenario: str
    scenario_version: str
    scenario_hash: str
    scenario_path: str
    created: float
    teams: tuple[str, ...] = ()
    ask_confidence: bool = False
    countdown: int | None = None
    """Seconds a round takes unless the facilitator says otherwise; None for no countdown."""
    host: str = ""
    """Where phones reach it, and find it again when it is resumed; empty without phones."""
    port: int = 0
    lan: bool = False
    seed: int | None = None
    scoring: int | None = None
    """Chance for the session, and the version of the rules; None where an older one kept none."""
    schema: int = SCHEMA
    """The form it was read in."""

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        first = {"schema": SCHEMA}
        return first | asdict(self) | first | {"teams": list(self.teams)}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """The header in ``values``. Raises ``Newer``, or ``ValueError`` for another shape."""
        schema = values.get("schema")
        if schema not in (1, SCHEMA):
            kind = Newer if isinstance(schema, int) and schema > SCHEMA else ValueError
            raise kind(f"it has schema {schema!r}; this program reads up to {SCHEMA}")
        known = {"scoring": 1} | values if schema == 1 else values
        try:
            return cls(**{**known, "teams": tuple(known.get("teams", ()))})
        except TypeError as error:
            raise ValueError(f"it is not a session's header ({error})") from None

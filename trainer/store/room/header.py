"""What a group session is, apart from what happens in it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Self

SCHEMA = 1


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

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {"schema": SCHEMA, **asdict(self), "teams": list(self.teams)}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """The header in ``values``. Raises ``ValueError`` for a newer schema or another shape."""
        schema = values.get("schema")
        if schema != SCHEMA:
            raise ValueError(f"it has schema {schema!r}; this program reads {SCHEMA}")
        known = {k: v for k, v in values.items() if k != "schema"}
        try:
            return cls(**{**known, "teams": tuple(known.get("teams", ()))})
        except TypeError as error:
            raise ValueError(f"it is not a session's header ({error})") from None

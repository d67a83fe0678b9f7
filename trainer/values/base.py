"""The small types every part of a scenario is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from annotated_types import MinLen
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StrictBool,
    StrictInt,
    StringConstraints,
)
from pydantic_core import PydanticCustomError, core_schema

SLUG_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=64)]
"""A stable name: lower-case letters, digits and single hyphens; never renamed once published."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=6000, strip_whitespace=True)]
"""Text for people, shown literally."""

Day = Annotated[StrictInt, Field(ge=-36500, le=36500)]
"""A case day, counted as the scenario's clock says."""

Flag = StrictBool


def _day_of_the_calendar(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date", "there is no such day") from None
    return value


CalendarDate = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"),
    AfterValidator(_day_of_the_calendar),
]
"""A day of the calendar: 2026-11-23."""


def _plain_number(value: Any) -> Any:
    # Pydantic would read true as 1 and "2" as 2, which are slips of the author.
    if isinstance(value, bool | str):
        raise PydanticCustomError("number", "a number is wanted here, without quotes")
    return value


Number = Annotated[float, BeforeValidator(_plain_number, json_schema_input_type=float)]

Weight = Annotated[Number, Field(gt=0, le=100)]
"""How much a part counts beside the others; the author's choice, unless a source is cited."""


def since(version: int) -> Any:
    """Mark a key that came with ``version`` of the format: older files do not have it."""
    return Field(json_schema_extra={"since": version})


class Part(BaseModel):
    """A piece of a scenario: cannot be changed, and refuses keys it does not know."""

    # A validator is built on first use; most are never used, as the scenario's includes them.
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        from trainer.values.described import descriptions, example_of, meaning_of

        of_model = handler(schema)
        described = descriptions(cls)
        for name, field in handler.resolve_ref_schema(of_model).get("properties", {}).items():
            if text := described.get(name) or meaning_of(cls, name):
                field.setdefault("description", text)
            if (example := example_of(cls, name)) is not None:
                field.setdefault("examples", [example])
        return of_model


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source: ``imai-2024 C4`` is locator C4 of the source ``imai-2024``."""

    source: str
    locator: str

    def __str__(self) -> str:
        return f"{self.source} {self.locator}"

    @classmethod
    def read(cls, value: Any) -> Citation:
        """The citation in ``value``. Raises a validation error if it is not ``source locator``."""
        if isinstance(value, cls):
            return value
        if not isinstance(value, str) or not re.match(r"[a-z0-9-]+ +\S", value):
            raise PydanticCustomError(
                "citation",
                "a citation is a source's id, a space and the place in it, such as 'imai-2024 C4'",
            )
        source, _, locator = value.partition(" ")
        return cls(source, locator.strip())

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.read, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": "^[a-z0-9-]+ +\\S",
            "description": "A source's id, a space, and the place in it: 'imai-2024 C4'.",
            "examples": ["imai-2024 C4"],
        }


OptionalCitations = Annotated[
    tuple[Citation, ...],
    BeforeValidator(_as_tuple, json_schema_input_type=tuple[Citation, ...] | Citation),
]
"""Citations, or none; a single one needs no list."""

_AtLeastOne = Annotated[tuple[Citation, ...], MinLen(1)]

Citations = Annotated[
    _AtLeastOne, BeforeValidator(_as_tuple, json_schema_input_type=_AtLeastOne | Citation)
]
"""At least one citation; a single one needs no list."""

_OneSlug = Annotated[tuple[Slug, ...], MinLen(1)]

SomeSlugs = Annotated[_OneSlug, BeforeValidator(_as_tuple, json_schema_input_type=_OneSlug | Slug)]
"""At least one id; a single one needs no list."""

Slugs = Annotated[
    tuple[Slug, ...], BeforeValidator(_as_tuple, json_schema_input_type=tuple[Slug, ...] | Slug)
]
"""Some ids; a single one needs no list."""

Interval = Annotated[int, Field(strict=True, ge=1, le=365)]
"""Days from one placement to the next."""

_QUANTITY = re.compile(r"(<=|>=|<|>|~)?\s*([-+]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+))\Z")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed, with its comparator: ``<5.0`` or ``121.30``.

    ``number`` is for comparing and ``printed`` for showing, so that no printed digit is dropped.
    """

    number: Decimal
    comparator: str = ""
    printed: str = ""

    def __str__(self) -> str:
        return f"{self.comparator}{self.printed or self.number}"

    @classmethod
    def read(cls, value: Any) -> Quantity:
        """The quantity in ``value``: a number, or a text of a number with an optional comparator.

        Raises a validation error for anything else.
        """
        if isinstance(value, cls):
            return value
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            if -(10**15) < value < 10**15:
                return cls(Decimal(str(value)), "", str(value))
        elif isinstance(value, str) and len(value) < 40 and (parts := _QUANTITY.match(value)):
            return cls(Decimal(parts[2]), parts[1] or "", parts[2])
        raise PydanticCustomError(
            "quantity",
            "a value is a number, with <, <=, >, >= or ~ before it if the report prints one;"
            " words such as 'negative' go into 'result'",
        )

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.read, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "description": "A number as printed, with its comparator if it has one: '<5.0'.",
            "anyOf": [
                {"type": "number"},
                {"type": "string", "pattern": f"^{_QUANTITY.pattern[:-2]}$"},
            ],
        }

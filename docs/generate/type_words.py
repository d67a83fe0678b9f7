"""Types of the JSON Schema in an author's words."""

from __future__ import annotations

from typing import Any

from trainer.values.base import SLUG_PATTERN, Citation, Quantity

Schema = dict[str, Any]

_DAY = {"type": "integer", "minimum": -36500, "maximum": 36500}
_CITATION = Citation.__get_pydantic_json_schema__({}, None)["pattern"]  # type: ignore[arg-type]
_QUANTITY = Quantity.__get_pydantic_json_schema__({}, None)["anyOf"][1]["pattern"]  # type: ignore[arg-type]
_PATTERNS = {
    SLUG_PATTERN: "id",
    _CITATION: "citation",
    r"^\d{4}-\d{2}-\d{2}$": "date: `2026-11-23`",
    r"^\d+\.\d+\.\d+$": "version: `'1.0.0'`",
    r"^\S+$": "text without spaces",
    r"^\d{1,7}-\d$": "LOINC code: `2276-4`",
    r"^W\d{3}$": "code of a warning: `W407`",
    _QUANTITY: "`'<5.0'` and the like",
    SLUG_PATTERN[:-1] + "/" + SLUG_PATTERN[1:]: "pick: `decision/option`",
}


def words(schema: Schema) -> str:
    """The type that ``schema`` allows, in words."""
    if "$ref" in schema:
        return _link(schema["$ref"])
    if single := _one_or_several(schema):
        return single
    if "anyOf" in schema or "oneOf" in schema:
        kinds = [
            words(s) for s in schema.get("anyOf") or schema["oneOf"] if s.get("type") != "null"
        ]
        return " or ".join(dict.fromkeys(kinds))
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in schema["enum"])
    if all(schema.get(key) == value for key, value in _DAY.items()):
        return "day"
    speak = {"array": _list, "object": _mapping, "string": _text, "boolean": _flag}
    return speak.get(schema.get("type", ""), _number)(schema)


def _one_or_several(schema: Schema) -> str:
    """A list that may be written without brackets if it has one item; empty for other types."""
    kinds = schema.get("anyOf", [])
    if len(kinds) != 2 or kinds[0].get("type") != "array" or kinds[0].get("items") != kinds[1]:
        return ""
    least = ", at least 1" if kinds[0].get("minItems") else ""
    return f"{words(kinds[1])}, or a list of them{least}"


def _link(reference: str) -> str:
    name = reference.rsplit("/", 1)[-1]
    return f"[{name}](#{name.lower()})"


def _list(schema: Schema) -> str:
    least, most = schema.get("minItems"), schema.get("maxItems")
    limits = [f"at least {least}"] if least else []
    limits += [f"at most {most}"] if most else []
    return f"list of: {words(schema.get('items', {}))}" + (
        f" ({', '.join(limits)})" if limits else ""
    )


def _mapping(schema: Schema) -> str:
    inner = schema.get("additionalProperties")
    return f"names, each with: {words(inner)}" if isinstance(inner, dict) else "mapping"


def _text(schema: Schema) -> str:
    pattern = schema.get("pattern")
    if pattern in _PATTERNS:
        return _PATTERNS[pattern]
    return f"text like `{pattern}`" if pattern else "text"


def _flag(_schema: Schema) -> str:
    return "true or false"


def _number(schema: Schema) -> str:
    if schema.get("type") not in ("integer", "number"):
        return "anything"
    name = "whole number" if schema["type"] == "integer" else "number"
    limits = [
        f"{sign} {schema[key]:g}"
        for key, sign in (
            ("minimum", "at least"), ("exclusiveMinimum", "more than"),
            ("maximum", "at most"), ("exclusiveMaximum", "less than"),
        )
        if key in schema
    ]  # fmt: skip
    return f"{name}, {', '.join(limits)}" if limits else name

"""What SARIF 2.1.0 asks of the parts that are written: names, types, required ones, limits."""

from __future__ import annotations

from typing import Any

_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}


def _closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object", "required": required, "properties": properties,
        "additionalProperties": False,
    }  # fmt: skip


_ARTIFACT = _closed(
    ["uri"],
    uri={"type": "string", "pattern": r"^[A-Za-z0-9._~!$&'()*+,;=@%/-]+$|^file:///[^ ]*$"},
    uriBaseId={"type": "string"},
)
_REGION = _closed(
    ["startLine"],
    startLine={"type": "integer", "minimum": 1},
    startColumn={"type": "integer", "minimum": 1},
)
_RULE = _closed(
    ["id"],
    id={"type": "string"}, shortDescription=_TEXT, fullDescription=_TEXT, help=_TEXT,
    defaultConfiguration=_closed([], level=_LEVEL),
)  # fmt: skip
_PLACE = _closed(["artifactLocation"], artifactLocation=_ARTIFACT, region=_REGION)
_RESULT = _closed(
    ["message"],
    ruleId={"type": "string"}, ruleIndex={"type": "integer", "minimum": -1}, level=_LEVEL,
    message=_TEXT,
    locations={
        "type": "array",
        "items": _closed([], physicalLocation=_PLACE),
    },
)  # fmt: skip
_DRIVER = _closed(
    ["name"],
    name={"type": "string"}, semanticVersion={"type": "string"},
    rules={"type": "array", "items": _RULE, "uniqueItems": True},
)  # fmt: skip
SARIF = _closed(
    ["version", "runs"],
    version={"const": "2.1.0"},
    runs={
        "type": "array",
        "items": _closed(
            ["tool"],
            tool=_closed(["driver"], driver=_DRIVER),
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            originalUriBaseIds={"type": "object", "additionalProperties": {
                "type": "object", "properties": {"uri": {"type": "string", "pattern": "/$"}}}},
            results={"type": "array", "items": _RESULT},
        ),
    },
    **{"$schema": {"type": "string", "format": "uri"}},
)  # fmt: skip

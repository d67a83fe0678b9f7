"""Whether a JSON Schema refuses, or reads in another way, a file that an older one let through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

_LOWEST = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_HIGHEST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_NOT_SAID = object()


def narrower(old: Schema, new: Schema) -> list[str]:
    """Each place where ``new`` is narrower than ``old``, in words; none if all is as it was.

    Named parts are followed, not compared by name: a class may be renamed, a key may not.
    """
    return list(_narrower(_Part(old, old), _Part(new, new), ""))


class _Part:
    """A schema, or a part of one that still finds what it refers to."""

    def __init__(self, root: Schema, schema: Schema) -> None:
        self.root = root
        while "$ref" in schema:
            named = root["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
            # What stands beside a reference, such as a default, belongs to it.
            schema = {**named, **{k: v for k, v in schema.items() if k != "$ref"}}
        self.schema = schema

    def __getitem__(self, key: str) -> Any:
        return self.schema.get(key)

    def part(self, schema: Schema) -> _Part:
        return _Part(self.root, schema)

    def properties(self) -> dict[str, _Part]:
        return {name: self.part(p) for name, p in (self["properties"] or {}).items()}

    def branches(self) -> list[_Part]:
        """What it may be: itself, or any one of several."""
        several = self["anyOf"] or self["oneOf"]
        if several is None:
            return [self]
        return [branch for one in several for branch in self.part(one).branches()]


def _narrower(old: _Part, new: _Part, where: str) -> Iterator[str]:
    if old.schema.get("default", _NOT_SAID) != new.schema.get("default", _NOT_SAID) and (
        "default" in old.schema
    ):
        yield f"{where}: what it means to leave it out has changed"
    for branch in old.branches():
        found = [list(_refused(branch, one, where)) for one in new.branches()]
        yield from min(found, key=len)


def _refused(old: _Part, new: _Part, where: str) -> Iterator[str]:
    """What one branch no longer lets through."""
    if new["type"] not in (None, old["type"]) and (old["type"], new["type"]) != (
        "integer",
        "number",
    ):
        yield f"{where}: {new['type']} where {old['type']} was right"
        return
    words = _words(new)
    if words is not None and not (_words(old) or {_NOT_SAID}) <= words:
        yield f"{where}: fewer words, only {sorted(map(str, words))}"
    if new["pattern"] not in (None, old["pattern"]):
        yield f"{where}: another pattern"
    for bound in _LOWEST:
        if new[bound] is not None and (old[bound] is None or new[bound] > old[bound]):
            yield f"{where}: a higher {bound}"
    for bound in _HIGHEST:
        if new[bound] is not None and (old[bound] is None or new[bound] < old[bound]):
            yield f"{where}: a lower {bound}"
    for name in sorted(set(new["required"] or ()) - set(old["required"] or ())):
        yield f"{where}.{name}: needed now"
    now = new.properties()
    for name, part in old.properties().items():
        if name in now:
            yield from _narrower(part, now[name], f"{where}.{name}")
        elif new["additionalProperties"] is False:
            yield f"{where}.{name}: gone"
    for inside in ("items", "additionalProperties", "propertyNames"):
        yield from _inside(old, new, inside, where)
    yield from _inside_patterns(old, new, where)


def _inside(old: _Part, new: _Part, key: str, where: str) -> Iterator[str]:
    if isinstance(new[key], dict):
        before = old[key] if isinstance(old[key], dict) else {}
        yield from _narrower(old.part(before), new.part(new[key]), f"{where}[]")
    elif new[key] is False and old[key] is not False:
        yield f"{where}: unknown keys are refused now"


def _inside_patterns(old: _Part, new: _Part, where: str) -> Iterator[str]:
    now = new["patternProperties"] or {}
    for pattern, part in (old["patternProperties"] or {}).items():
        if pattern not in now:
            yield f"{where}: another pattern of keys"
        else:
            yield from _narrower(old.part(part), new.part(now[pattern]), f"{where}[]")


def _words(part: _Part) -> set[Any] | None:
    if "const" in part.schema:
        return {part["const"]}
    return None if part["enum"] is None else set(part["enum"])

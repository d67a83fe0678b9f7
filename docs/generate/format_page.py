"""The page of the scenario format."""

from __future__ import annotations

from typing import Any

from docs.generate.examples import examples
from docs.generate.markdown import MADE, block, code, table
from docs.generate.type_words import Schema, words
from trainer.case.model import FORMAT, Scenario

_HEAD = f"""# The scenario format, version {FORMAT}

A scenario is one YAML file, UTF-8. `trainer schema` prints it as JSON Schema for editors,
`trainer new` starts a file, and `trainer check` says what is wrong with it ([rules](rules.md),
[slips](slips.md)).

The YAML is version 1.2 without anchors, tags and merge keys. `no`, `1:40`, `0123` and dates are
text, as written; put them in quotes, because other readers take them for something else. A key
that is not listed here is an error.

Words in the tables: an **id** has lower-case letters, digits and single hyphens and is never
renamed once published. A **day** is a whole number, counted as the `clock` says. A **citation**
is a source's id, a space and the place in it: `made-up P1`. In place of a list of ids or citations
a single one can be given.

Format 2 has more keys than format 1 and renames none; files of format 1 are still read, played and
checked as they are. `trainer migrate` converts a file and keeps its comments: `format:` becomes 2,
and each window gets the citation of its action, which the author should check. The differences: in
format 2 a window needs its own citation; a question needs a sound answer; the key of a single best
answer may be a `part` without a `yes`; and an option that is both reported and harmful is allowed,
but is left out of the key.

The principles that any case may name are in `trainer/case/principles.txt`, and the burden of an
order of the catalogue follows from `trainer/case/burdens.txt`.
"""


def format_page() -> str:
    """Every part of a scenario: its fields, what they may be and mean, an example."""
    schema = Scenario.model_json_schema()
    parts: dict[str, Schema] = schema["$defs"]
    lines = [MADE, "", _HEAD, *_part("Scenario", schema, "")]
    shown = examples(schema)
    for name in _in_order(schema, parts):
        lines += _part(name, parts[name], shown.get(name, ""))
    return "\n".join(lines).rstrip() + "\n"


def _part(name: str, schema: Schema, example: str) -> list[str]:
    required = schema.get("required", [])
    rows = [
        (code(key), words(field), _need(key, field, required), _meaning(field))
        for key, field in schema["properties"].items()
    ]
    lines = [f"## {name}", "", _plain(schema.get("description", "")), ""]
    lines += [*table(("key", "what", "needed", "meaning"), rows), ""]
    return [*lines, *block(example), ""] if example else lines


def _meaning(field: Schema) -> str:
    since = f" *Since format {field['since']}.*" if "since" in field else ""
    return _plain(field.get("description", "")) + since


def _need(key: str, field: Schema, required: list[str]) -> str:
    if key in required:
        return "yes"
    default: Any = field.get("default")
    return "no" if default in (None, [], {}, "") else f"no: {code(str(default))}"


def _in_order(schema: Schema, parts: dict[str, Schema]) -> list[str]:
    """Parts in the order in which the file has them, inner ones below the one that holds them."""
    order: list[str] = []

    def visit(node: Any) -> None:
        if isinstance(node, dict):
            name = str(node.get("$ref", "")).rsplit("/", 1)[-1]
            if name in parts and name not in order:
                order.append(name)
                visit(parts[name]["properties"])
            for key, value in node.items():
                if key != "discriminator":
                    visit(value)
        elif isinstance(node, list):
            for value in node:
                visit(value)

    visit(schema["properties"])
    return order


def _plain(text: str) -> str:
    # Docstrings mark code as reStructuredText does.
    return " ".join(text.replace("``", "`").split())

"""Findings as SARIF 2.1.0, which editors and code hosts show beside the lines.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from trainer import __version__
from trainer.case.reading.diagnostics import Diagnostic, printable
from trainer.case.rules import Rule, all_rules

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(findings: Iterable[Diagnostic], folder: Path) -> dict[str, Any]:
    """A log of one run; files inside ``folder`` are named relative to it."""
    found = list(findings)
    used = {d.code for d in found}
    rules = [rule for rule in all_rules() if rule.code in used]
    index = {rule.code: i for i, rule in enumerate(rules)}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "trainer check",
                        "semanticVersion": __version__,
                        "rules": [_rule(rule) for rule in rules],
                    }
                },
                "columnKind": "utf16CodeUnits",
                "originalUriBaseIds": {"ROOT": {"uri": folder.resolve().as_uri() + "/"}},
                "results": [_result(d, index, folder) for d in found],
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    help_text = rule.reason
    if rule.good:
        help_text += f"\n\nInstead of\n{rule.bad.rstrip()}\n\nwrite\n{rule.good.rstrip()}"
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.reason},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(d: Diagnostic, index: dict[str, int], folder: Path) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(Path(d.path), folder)}
    if d.line:
        before = d.source[: d.column - 1]
        # A character outside the basic plane is two units of UTF-16.
        column = 1 + len(before.encode("utf-16-le", "surrogatepass")) // 2
        place["region"] = {"startLine": d.line, "startColumn": column}
    result: dict[str, Any] = {
        "ruleId": d.code,
        "level": d.severity,
        "message": {"text": printable(f"{d.message} {d.advice}".strip())},
        "locations": [{"physicalLocation": place}],
    }
    if d.code in index:
        result["ruleIndex"] = index[d.code]
    return result


def _artifact(path: Path, folder: Path) -> dict[str, str]:
    here, root = path.absolute(), folder.absolute()
    if here.is_relative_to(root):
        return {"uri": quote(here.relative_to(root).as_posix()), "uriBaseId": "ROOT"}
    return {"uri": here.as_uri()}

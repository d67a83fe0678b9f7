"""Findings as workflow commands, which GitHub shows beside the changed lines.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from trainer.case.reading.diagnostics import Diagnostic, printable


def workflow_command(d: Diagnostic) -> str:
    """One line: ``::error file=…,line=…,col=…,title=…::message``."""
    where = {"file": d.path}
    if d.line:
        where |= {"line": str(d.line), "col": str(d.column)}
    where["title"] = d.code
    properties = ",".join(f"{key}={_property(value)}" for key, value in where.items())
    return f"::{d.severity} {properties}::{_data(f'{d.message} {d.advice}'.strip())}"


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

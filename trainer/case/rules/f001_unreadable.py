"""A file that is not there, is no text, or is far too large."""

from __future__ import annotations

from trainer.case.rules.base import Rule

RULE = Rule(
    "F001",
    "error",
    "file that cannot be read",
    None,  # found before there is a text
    reason="The path is wrong, the file is a folder, too large, may not be read, or is saved in another encoding than UTF-8: nothing else can be told of it. Most editors have 'Save with encoding: UTF-8'. The command ends with exit code 2.",
)

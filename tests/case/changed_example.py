"""The example case of the rules with some of its keys changed."""

from __future__ import annotations

import re

from trainer.case.rules.example import example

_KEY = re.compile(r"^(?=[A-Za-z_\"'])", re.MULTILINE)


def with_keys(changed: str) -> str:
    """The example case with its top-level keys replaced by those of ``changed``, as text.

    As text, because some rules are about how it is written. Keys it does not have are added at the
    end, in their order.
    """
    return "".join((_blocks(example()) | _blocks(changed.strip("\n") + "\n")).values())


def _blocks(text: str) -> dict[str, str]:
    blocks: dict[str, str] = {}
    for block in _KEY.split(text):
        key = block.split(":", 1)[0] if block else ""
        # A key that stands twice stays twice: one of the rules is about it.
        blocks[key] = blocks.get(key, "") + block
    return blocks

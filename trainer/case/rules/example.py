"""The small case that the rules' examples change."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_KEY = re.compile(r"^(?=[A-Za-z_\"'])", re.MULTILINE)


@cache
def example() -> str:
    """The text of the example case, which breaks no rule."""
    return resources.files(__package__).joinpath("example.yaml").read_text("utf-8")


def with_keys(changed: str) -> str:
    """The example case with its top-level keys replaced by those of ``changed``, as text.

    As text, because some rules are about how it is written. Keys it does not have are added at the
    end, in their order.
    """
    here = _blocks(example())
    for key, block in _blocks(changed.strip("\n") + "\n").items():
        here[key] = block
    return "".join(here.values())


def _blocks(text: str) -> dict[str, str]:
    blocks: dict[str, str] = {}
    for block in _KEY.split(text):
        key = block.split(":", 1)[0] if block else ""
        # A key that stands twice stays twice: one of the rules is about it.
        blocks[key] = blocks.get(key, "") + block if key in blocks else block
    return blocks

"""The pages made from the program are as the program is."""

from __future__ import annotations

from docs.generate import stale


def test_no_page_is_stale() -> None:
    old = [path.name for path in stale()]
    assert not old, f"docs/{', docs/'.join(old)}: stale. Run: python -m docs.generate"

"""Every rule's own examples: the bad one breaks it, the good one does not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.case.changed_example import with_keys
from trainer.author.against.against import Against
from trainer.author.draft.article.read import read_article
from trainer.case.loader import load_text
from trainer.case.rules import Rule, all_rules
from trainer.case.rules.example import example

NAMED = Path("a-cough.yaml")
RULES = {rule.code: rule for rule in all_rules()}


ARTICLE = Path(__file__).parents[1] / "author" / "data" / "a-cough.xml"
"""What the example case is made after; made up, too."""


@cache
def against() -> Against:
    return Against(read_article(ARTICLE))


def codes(text: str, code: str = "") -> set[str]:
    besides = against().hits if code.startswith("W5") else None
    loaded = load_text(text, NAMED, warnings=True, besides=besides)
    return {d.code for d in loaded.diagnostics}


def test_the_example_case_is_without_fault() -> None:
    assert codes(example()) == set()
    assert codes(example(), "W5") == set()


@pytest.mark.parametrize("code", sorted(RULES))
def test_the_examples_of_a_rule_are_what_they_say(code: str) -> None:
    rule = RULES[code]
    if not rule.bad:
        assert code == "F001", f"{code} has no examples"  # of a file, not of a text
        return
    assert code in codes(with_keys(rule.bad), code), f"{code}: its bad example does not break it"
    good = codes(with_keys(rule.good), code)
    assert code not in good, f"{code}: its good example breaks it"
    assert not {c for c in good if c[0] != "W"}, f"{code}: its good example cannot be played"


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r.code)
def test_a_rule_is_explained(rule: Rule) -> None:
    assert re.fullmatch(r"[FYMRW]\d{3}", rule.code)
    assert (rule.severity == "warning") == (rule.code[0] == "W")
    assert len(rule.reason) > 30
    assert rule.title

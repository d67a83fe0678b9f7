"""Each thing that is said of what cannot be read stands in the list of sentences, and is said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from pydantic_core.core_schema import ErrorType

from trainer.case.reading import diagnostics
from trainer.files.lists import pairs_in

SENTENCES = pairs_in(diagnostics.__file__, "sentences.txt")
TRAINER = Path(diagnostics.__file__).parents[2]
SOURCES = {
    path: path.read_text("utf-8")
    for folder in ("case/reading", "case/model", "questions", "values")
    for path in (TRAINER / folder).glob("*.py")
}
OURS = {
    kind
    for source in SOURCES.values()
    for kind in re.findall(r'PydanticCustomError\(\s*"(\w+)"', source)
}


def test_what_our_models_refuse_has_a_sentence() -> None:
    assert len(OURS) > 10
    assert OURS - SENTENCES.keys() == set()


def test_no_sentence_is_for_nothing() -> None:
    in_code = {
        name
        for path, source in SOURCES.items()
        if path.parent.name == "reading"
        for name in re.findall(r'"(\w+)"', source)
    }
    assert SENTENCES.keys() - in_code - OURS - set(get_args(ErrorType)) == set()


def test_a_sentence_has_a_code_and_a_message() -> None:
    for name, sentence in SENTENCES.items():
        code, _, text = sentence.partition(" ")
        assert re.fullmatch("[YM][12][0-9]{2}", code), name
        assert text.partition(" | ")[0].endswith((".", "{text}")), name

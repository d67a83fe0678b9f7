"""People whose names are names of diseases, signs and tests."""

from __future__ import annotations

import re
from functools import cache

from trainer.files.lists import set_in, words_in

_WORD = re.compile(r"[A-Z][^\W\d_]+(?:-[^\W\d_]+)*(?!\w)")
# Before the 's of a name that is not listed: 'the patient's pain' is nobody's.
_NOBODY = "Patient|Woman|Man|Child|Today|Doctor|Team|Mother|Father|Nurse"


@cache
def _of_kind() -> re.Pattern[str]:
    """An unlisted name, or one that is also a word: 'Still's disease', 'Down syndrome'."""
    kinds = "|".join(words_in(__file__, "lists/kinds_with_eponyms.txt"))
    names = "|".join(words_in(__file__, "lists/eponyms_before_a_kind.txt"))
    return re.compile(
        rf"\b(?!(?:{_NOBODY})['’])[A-Z][a-zà-ÿ]+(?:['’]s|s['’]) (?:{kinds})\b"
        rf"|\b(?:{names}) (?:{kinds})\b"
    )


def eponym(text: str) -> str | None:
    """An eponym in a text, a listed one before others."""
    names = set_in(__file__, "lists/eponyms.txt")
    for word in _WORD.finditer(text):
        # 'Non-Hodgkin' and 'Hodgkin-like' have the name in them.
        parts = word[0].split("-")
        for start in range(len(parts)):
            for end in range(len(parts), start, -1):
                if (name := "-".join(parts[start:end])) in names:
                    return name
    found = _of_kind().search(text)
    return found[0] if found else None

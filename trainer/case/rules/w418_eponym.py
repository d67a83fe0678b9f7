"""an eponym in the key alone

A name stands out among descriptions and is remembered as an answer: one of the four flaws of ten that moved scores (Pham 2018, PMC10711986). Compared with a list of medical eponyms, and any name with an 's before a word such as disease or sign.

  Which illness explains her cough and the flushed cheeks best?
    A viral bronchitis
    *Wegener's granulomatosis
-   A drug reaction
+   Goodpasture's syndrome
"""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.files.lists import set_in, words_in

_WORD = re.compile(r"[A-Z][^\W\d_]+(?:-[^\W\d_]+)*(?!\w)")
# Before the 's of a name that is not listed: 'the patient's pain' is nobody's.
_NOBODY = "Patient|Woman|Man|Child|Today|Doctor|Team|Mother|Father|Nurse"
_KINDS = "|".join(words_in(__file__, "lists/kinds_with_eponyms.txt"))
_WORDS = "|".join(words_in(__file__, "lists/eponyms_before_a_kind.txt"))
# An unlisted name, or one that is also a word: 'Still's disease', 'Down syndrome'.
_OF_KIND = re.compile(
    rf"\b(?!(?:{_NOBODY})['’])[A-Z][a-zà-ÿ]+(?:['’]s|s['’]) (?:{_KINDS})\b"
    rf"|\b(?:{_WORDS}) (?:{_KINDS})\b"
)


def check(subject: Subject) -> Hits:
    for item in subject.keyed:
        names = {k: name for k in sorted(item.key) if (name := _eponym(item.texts[k]))}
        if names and not any(_eponym(item.texts[j]) for j in item.wrong):
            place = min(names)
            message = f"'{names[place]}' is the only eponym, and it is right."
            advice = "Say what it is in plain words, or name a wrong option after somebody too."
            yield Hit(item.place(place), message, advice)


def _eponym(text: str) -> str | None:
    """An eponym in a text, a listed one before others."""
    names = set_in(__file__, "lists/eponyms.txt")
    for word in _WORD.finditer(text):
        # 'Non-Hodgkin' and 'Hodgkin-like' have the name in them.
        parts = word[0].split("-")
        for start in range(len(parts)):
            for end in range(len(parts), start, -1):
                if (name := "-".join(parts[start:end])) in names:
                    return name
    match = _OF_KIND.search(text)
    return match[0] if match else None

"""Cues that only the right option has."""

from __future__ import annotations

import re
from collections import Counter
from statistics import fmean, median

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.words import content, tokens
from trainer.files.lists import set_in, words_in

_LONGER = 1.3
_WORD = 6  # characters: a difference of less than a word is not noticed among short options


def w407_long_key(subject: Subject) -> Hits:
    """long key

    Authors qualify what they know to be right, and learners know that they do: a right option that is the longest is one of the few flaws shown to change scores (Pham 2018, PMC10711986; NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). It is reported above 1.3 times the median option and by more than a word of six letters; with several right options their mean counts.

      Which step comes first in looking for the cause of her cough?
        Bronchoscopy
    -   *A plain film of the chest, taken upright and in two planes
    +   *A plain chest film
        A sputum culture
    """
    for item in subject.keyed:
        middle = median(item.lengths)
        key = fmean(item.lengths[k] for k in item.key)
        if key > _LONGER * middle and key - middle > _WORD:
            whose = "the right option has" if len(item.key) == 1 else "the right options have"
            message = f"{whose} {key:.0f} characters, {key / middle:.1f} times the median of {middle:.0f}."
            advice = "Shorten it, or say as much in the others; details belong into 'why'."
            yield Hit(item.place(max(item.key, key=item.lengths.__getitem__)), message, advice)


def w415_word_repeated(subject: Subject) -> Hits:
    """a word of the question in the key alone

    Options that echo the question are picked by ear (clang; NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Content words of four letters or more are compared, without plural endings.

      Which step shows what casts the shadow?
        Bronchoscopy
    -   *A second look at the shadow
    +   *Computed tomography
        A blood test
    """
    for item in subject.keyed:
        # If several options are right, a cue must lead to all of them.
        words = frozenset.intersection(*(item.words[k] for k in item.key))
        words = words.difference(*(item.words[j] for j in item.wrong))
        if words and (shared := sorted(words & content(tokens(item.question.prompt)))):
            message = f"of the options the right one alone repeats '{shared[0]}' from the question."
            advice = "Use another word in it, or the same word in a wrong option too."
            yield Hit(item.place(min(item.key)), message, advice)


_FEWEST = 4  # options: of three, any two that vary one thing would converge
_CUES = 2
_CLEARLY_MORE = 1.25


def w416_convergence(subject: Subject) -> Hits:
    """the key shares most words with the others

    Wrong options are often made by changing one thing in the right one, which then has most in common with the others (convergence; NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). It is reported if, of four options or more, the right one shares at least two words, a quarter more than any other option shares, and no other option has all of these words.

      What would you do next for this cough?
        Amoxicillin with codeine
        *Amoxicillin with steam
        Doxycycline with steam
    -   Erythromycin with steam
    -   Amoxicillin with rest
    +   Doxycycline with codeine
    """
    for item in subject.items:
        if len(item.key) != 1 or len(item.texts) < _FEWEST:
            continue
        counts = Counter(word for words in item.words for word in words)
        scores = [sum(counts[w] - 1 for w in words) for words in item.words]
        (key,) = item.key
        shared = sorted(w for w in item.words[key] if counts[w] > 1)
        # They must lead to the key from different options, no one of which has them all.
        if len(shared) < _CUES or any(item.words[j].issuperset(shared) for j in item.wrong):
            continue
        if scores[key] > _CLEARLY_MORE * max(scores[j] for j in item.wrong):
            message = f"the right option shares most with the others: {', '.join(shared)}."
            advice = "Vary the wrong options around each other as much as around the right one."
            yield Hit(item.place(key), message, advice)


_NAME = re.compile(r"[A-Z][^\W\d_]+(?:-[^\W\d_]+)*(?!\w)")
# Words that are no name before an 's: 'Patient's pain' is not an eponym.
_NOBODY = "Patient|Woman|Man|Child|Today|Doctor|Team|Mother|Father|Nurse"
_KINDS = "|".join(words_in(__file__, "lists/kinds_with_eponyms.txt"))
_WORDS = "|".join(words_in(__file__, "lists/eponyms_before_a_kind.txt"))
# An unlisted name, or one that is also a word: 'Still's disease', 'Down syndrome'.
_OF_KIND = re.compile(
    rf"\b(?!(?:{_NOBODY})['’])[A-Z][a-zà-ÿ]+(?:['’]s|s['’]) (?:{_KINDS})\b"
    rf"|\b(?:{_WORDS}) (?:{_KINDS})\b"
)


def w418_eponym(subject: Subject) -> Hits:
    """an eponym in the key alone

    A name stands out among descriptions and is remembered as an answer: this is one of the four flaws, of ten, that changed scores (Pham 2018, PMC10711986). Eponyms are those of a list, and any name with an 's before a word such as disease or sign.

      Which illness explains her cough and the flushed cheeks best?
        A viral bronchitis
        *Wegener's granulomatosis
    -   A drug reaction
    +   Goodpasture's syndrome
    """
    for item in subject.keyed:
        names = {k: name for k in sorted(item.key) if (name := _eponym(item.texts[k]))}
        if names and not any(_eponym(item.texts[j]) for j in item.wrong):
            place = min(names)
            message = f"'{names[place]}' is the only eponym, and it is right."
            advice = "Say what it is in plain words, or name a wrong option after somebody too."
            yield Hit(item.place(place), message, advice)


def _eponym(text: str) -> str | None:
    """An eponym in a text, a listed one if there is one; None if there is none."""
    names = set_in(__file__, "lists/eponyms.txt")
    for word in _NAME.finditer(text):
        # 'Non-Hodgkin' and 'Hodgkin-like' have the name in them.
        parts = word[0].split("-")
        for start in range(len(parts)):
            for end in range(len(parts), start, -1):
                if (name := "-".join(parts[start:end])) in names:
                    return name
    match = _OF_KIND.search(text)
    return match[0] if match else None

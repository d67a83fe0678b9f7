"""The wording of questions and options."""

from __future__ import annotations

import re
from statistics import fmean

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.words import SENTENCE_END
from trainer.files.lists import words_in
from trainer.questions.blind import ABSOLUTE, ABSOLUTE_WORDS


def w410_absolute_terms(subject: Subject) -> Hits:
    """absolute terms in an option

    Little in medicine is always or never true: test-wise learners cross such options out unread (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7).

      Which step comes first in looking for the cause of her cough?
    -   Always bronchoscopy
    +   Bronchoscopy today
        *A film of the chest
        A blood test
    """
    for at, match in subject.texts.in_roles("option").matching(ABSOLUTE, ABSOLUTE_WORDS):
        yield Hit(at.loc, f"'{match[0]}' is absolute.", "Say what is done or when, without it.")


_WORDS = words_in(__file__, "lists/vague.txt")
# 'How often' asks for a figure, 'most often' and 'more often' compare: neither is vague.
_VAGUE = re.compile(
    r"\b(?<!\bhow )(?<!\bmost )(?<!\bmore )(?<!\bless )(?<!\bleast )(?<!\btoo )(?<!\bas )"
    rf"(?:{'|'.join(_WORDS)})\b",
    re.IGNORECASE,
)


def w411_vague_frequencies(subject: Subject) -> Hits:
    """vague frequencies

    Readers put very different numbers on such words, so the same option is right for one and wrong for the next (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Questions and options are checked.

    - Which finding usually goes with her cough?
    + Which finding goes with her cough in this report?
        A fever
        *A shadow
        A rash
    """
    for texts in (subject.texts.in_roles("prompt"), subject.texts.in_roles("option")):
        for at, match in texts.matching(_VAGUE, _WORDS):
            message = f"'{match[0]}' is a different number for everybody."
            yield Hit(at.loc, message, "Give the figure, or leave the word out.")


_ABOVE = re.compile(
    r"\A(?:(?:all|none|neither|both|any|some|each)(?: (?:of|the|these|those|them|two|three|four|other|listed|given))*"
    r" (?:above|below|these|those|them|options|answers|choices|listed|given)(?: options| answers| choices)?\W*"
    r"|.*\b(?:all|none|both|any) of the (?:above|other options|other answers)\b.*"
    # Options by their letters: 'A and B only'.
    r"|(?:both )?\(?[a-h1-8]\)? (?:and|or) \(?[a-h1-8]\)?(?: only| are (?:correct|true|right))?\W*)\Z",
    re.IGNORECASE,
)
_ABOVE_BITS = ("all", "none", "neither", "both", "any", "some", "each", " and ", " or ")


def w412_all_of_the_above(subject: Subject) -> Hits:
    """all or none of the above

    Two right options prove 'all', one wrong one disproves it; 'none' shows only that wrong ones were known (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Options are shown in any order, so there may be nothing above.

      Which step comes first in looking for the cause of her cough?
        Bronchoscopy
        *A film of the chest
    -   All of the above
    +   A blood test
    """
    for at, _ in subject.texts.in_roles("option").matching(_ABOVE, _ABOVE_BITS):
        advice = "Leave it out; where several are right, make the decision 'kind: several'."
        yield Hit(at.loc, "this option is about the other options.", advice)


_NO = (
    r"(?:not(?! only| yet\b)|never|except(?:ing)?|(?:is|are) (?:false|untrue|incorrect|wrong)(?= ?[?:])"
    r"|(?<!at )least (?:likely|useful|appropriate|helpful|indicated|probable|important|suitable|consistent))"
)
# A 'not' inside a clause of its own ('a patient who does not respond') leaves the question positive,
# and 'why does he not respond' is a fair one.
_NEGATIVE = re.compile(
    r"(?:^(?:and |but |so |in |of |for |by |with |from |to |at |on )?(?:which|what|who|whom)"
    r"|[,:;] (?:what|which (?!is|are|was|were|ha|do|di|can|may|will|would|should|could)))\b"
    r"(?:(?!\b(?:who|whom|whose|that|which|if|unless|because|although|while|as|whether|since|where|when|for)\b)[^,;:])*?"
    rf"(?:\b{_NO}\b|n['’]t\b)|\bexcept(?: for)?\s*[:.?…]*$",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\b(?:NOT|EXCEPT|LEAST|NEVER|FALSE)\b")
# Every question that is worded so has one of these bits.
_NO_BITS = ("not", "n't", "never", "except", "least", "false", "untrue", "incorrect", "wrong")


def w413_negative_lead_in(subject: Subject) -> Hits:
    """negative lead-in

    A 'not' is overlooked, and finding the odd one out is not what a clinician does (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Only the sentence that asks is checked, without its subordinate clauses.

    - Which of these steps is not needed for her cough?
    + What would you ask of a patient who does not get well?
        A film
        A blood test
        *A scope
    """
    for at in subject.texts.in_roles("prompt").having_any(_NO_BITS):
        if _SHOUTED.search(at.text) or _NEGATIVE.search(_question(at.text)):
            advice = "Ask for what is so; or ask for what would do harm, in those words."
            yield Hit(at.loc, "the question asks for what is not so.", advice)


def _question(prompt: str) -> str:
    """The sentence of a prompt that asks: the last with a question mark, or the last."""
    sentences = SENTENCE_END.split(prompt)
    return next((s for s in reversed(sentences) if "?" in s), sentences[-1])


# A stem that the options complete has no end of its own.
_COMPLETED = re.compile(r"(?:[:…_]|\.\.\.|[^\W_])\s*$")
_ORDER = re.compile(
    r"(?:now |please |first |then )?(?:arrange|choose|decide|describe|estimate|give|guess|judge|mark|name|order|pick|plan|rank"
    r"|say|select|settle|state|tell|weigh|work out|write)\b",
    re.IGNORECASE,
)


def w419_no_question(subject: Subject) -> Hits:
    """the prompt is no question

    Without a question the options are a list of statements, and the learner guesses what is asked (the central idea belongs in the question: NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7; Pham 2018, PMC10711986). A question mark, an order such as 'Choose', or a sentence that the options complete will do.

    - She coughs at night and has a small shadow in the left lower zone.
    + She coughs at night and has a small shadow. What comes next?
        A film
        *A scope
        A blood test
    """
    for at in subject.texts.in_roles("prompt"):
        if "?" in at.text or _COMPLETED.search(at.text):
            continue
        if not any(_ORDER.match(sentence) for sentence in SENTENCE_END.split(at.text)):
            advice = "End it with the question: what is to be decided?"
            yield Hit(at.loc, "the prompt asks nothing.", advice)


def w420_short_question(subject: Subject) -> Hits:
    """the question is shorter than its options

    The idea belongs in the question, and the options should be short: otherwise they are read as statements, each true or false by itself (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7; Pham 2018, PMC10711986).

    - What now?
    -   A film of the chest, taken tomorrow
    -   *A scope, once the film has been seen
    -   A blood test for inflammation
    + She coughs and has a small shadow. What would you do now?
    +   A film tomorrow
    +   *A scope today
    +   A blood test
    """
    for item in subject.items:
        own, options = len(item.question.prompt), fmean(item.lengths)
        if own < options:
            message = f"the question has {own} characters, its options {options:.0f} on average."
            advice = "Move what the options share, and what the patient is like, into the question."
            yield Hit((*item.loc, "prompt"), message, advice)


_PICKED = (
    "chose", "chosen", "picked", "selected", "ordered", "decided on", "answered", "diagnosed",
    "prescribed", "recommended", "started", "gave", "given",
)  # fmt: skip
_HINGES = re.compile(
    rf"\b(?:(?:that|which|as|what|since|after|now that|because|if) you(?: have|['’]ve| had)? (?:{'|'.join(_PICKED)})\b"
    rf"|(?:the|this|that) (?:\w+ ){{1,3}}you(?: have|['’]ve| had)? (?:just )?(?:{'|'.join(_PICKED)})\b"
    r"|your (?:(?:own|first|last|earlier|previous|former|above) )(?:\w+ )?(?:answer|choice|pick|diagnosis|decision|order)s?\b"
    r"|(?:given|after|based on|in line with) your (?:answer|choice|pick|decision)s?\b"
    r"|the (?:previous|preceding|last|above|earlier) (?:question|decision|answer|choice)s?\b)",
    re.IGNORECASE,
)
# Every question that the pattern matches has one of these bits.
_HINGE_BITS = (*_PICKED, "your ", "question", "decision", "answer", "choice")


def w421_hinges(subject: Subject) -> Hits:
    """the answer hinges on an earlier one

    A learner who missed the first question would lose credit twice, and would read about a choice they never made (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). The course goes on as reported whatever is picked, so a question may rest on what the team did, if it says so. Only wording about the learner's own pick is found.

      Which step comes first in looking for her cough?
        A film
        *A scope
        A blood test
    - The scope you chose shows a narrow place. What comes next?
    + The team's scope shows a narrow place. What comes next?
        A longer look
        *A biopsy
        A second opinion
    """
    for at, match in subject.texts.in_roles("prompt").matching(_HINGES, _HINGE_BITS):
        if at.loc[1] != 0:  # the first decision has none before it
            message = f"'{match[0]}': the question rests on an answer that may have been another."
            advice = (
                "Say what the team did, as the report tells it; the course goes on as reported."
            )
            yield Hit(at.loc, message, advice)

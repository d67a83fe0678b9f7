"""Give text one spelling for powers, µ, ≥ and the like, and split it into sentences."""

from __future__ import annotations

import re
import unicodedata

from trainer.case.units.printed import ucum_of
from trainer.files.lists import words_in

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_NARROW = "\u00a0\u2009\u202f\u2007\u2008\u200a\u2006"
_SIGNS = str.maketrans({
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u03bc": "µ", "\u2103": "°C", "\u02c2": "<", "\u02c3": ">", "\uff1c": "<", "\uff1e": ">",
    "\u2264": "<=", "\u2265": ">=", "\u2266": "<=", "\u2267": ">=", "\u2a7d": "<=", "\u2a7e": ">=",
    "\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2044": "/", "\u2215": "/",
    "\u00ba": "°", "\u02da": "°", "\u223c": "~", "\u2248": "~", "\uff05": "%", "\u22c5": "·",
})  # fmt: skip
# Scanned tables have Cyrillic letters that look Latin: no search would find a name with them.
_HOMOGLYPHS = str.maketrans("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_TEX_SIGNS = {
    "times": "×", "geq": ">=", "ge": ">=", "leq": "<=", "le": "<=", "pm": "±",
    "circ": "°", "alpha": "α", "beta": "β", "gamma": "γ",
}  # fmt: skip
_TEX_SPAN = re.compile(r"\$([^$\n]{1,200}?)\$")


_UNUSUAL = re.compile(r"[^\x20-\x7e]")


def tidy(text: str) -> str:
    """``text`` on one line with one kind of space, dash, power, micro sign and comparison."""
    text = _TEX_SPAN.sub(lambda m: _untex(m[1]) if re.search(r"[\\^{]", m[1]) else m[0], text)
    text = re.sub(f"(?<=[0-9])[{_NARROW}](?=[0-9]{{3}}(?![0-9]))", "", text)
    text = re.sub(r"(?<=10)[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda m: "^" + m[0].translate(_SUPERSCRIPTS), text)
    text = text.translate(_SUPERSCRIPTS).translate(_SIGNS)
    text = _printers_numbers(text)
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"(?<![\w^])10 ?(?:\^ ?|\*\*? ?)([0-9]{1,2})(?= ?/)", r"10^\1", text)
    text = " ".join(_UNUSUAL.sub(lambda m: _shown(m[0]), text).split())
    text = _GAP.sub(_closed, text)
    return _latin(text) if _CYRILLIC.search(text) else text


# A space may also separate a day, dose or count from the next number. So '12 000' becomes one
# number only before a unit with a stroke, as '/µL' or 'per µL'.
_THOUSANDS = re.compile(
    r"(?<![0-9A-Za-z.,/-])(?<!days )(?<!day )(?<!and )(?<!grade )(?<!stage )(?<!no )"
    r"([1-9][0-9]{0,2}) ([0-9]{3})(?= ?(?:[A-Za-zµ]+[0-9]* ?)?(?:/|per )[A-Za-zµ])",
)


def _printers_numbers(text: str) -> str:
    """Write raised points, spaced thousands and powers in brackets as they are usually typed."""
    text = re.sub(r"(?<=[0-9])·(?=[0-9])(?!10\^)", ".", text)
    text = re.sub(r"(?<=10)\(([0-9]{1,2})\)(?= ?/)", r"^\1", text)
    text = _THOUSANDS.sub(r"\1\2", text)
    text = re.sub(r"(?<=[x×*]) ?10 ([0-9]{1,2})(?= ?/ ?[A-Za-zµ])", r" 10^\1", text)
    text = re.sub(r"µ (?=(?:mol|kat|[gLlMU])\b)", "µ", text)
    # 1.2 mg·dL-1
    return re.sub(r"(?<=[A-Za-zµ])[·. ]([dmµunkp]?[Ll]|h|min|kg)-1(?![0-9])", r"/\1", text)


# A PDF often splits a number at its point: '6. 5 g/dL', '0. 96)', '1 , 200 mL'. The parts are
# joined only if they are surely a figure: before a unit, or '0.' something ending a phrase.
_GAP = re.compile(
    r"(?<![0-9A-Za-z.,/^-])(?P<whole>[0-9]{1,3})"
    r"(?:(?P<point> \.|\. | \. )|(?: ,| , )(?=[0-9]{3}(?![0-9])))"
    r"(?P<rest>[0-9]{1,4})(?=\s?(?P<unit>[x×*] ?10|[^\s0-9,;:()\[\]]{1,14}|[,;:)\]]))"
)
_NUMBERED = re.compile(
    r"(?:\A|[.!?] |: (?=1\b)|\b(?:days?|case|patient|table|fig|figure|ref|grade|stage|type|step|no"
    r"|item)\.? )\Z",
    re.IGNORECASE,
)
_CALENDAR = re.compile(r"(?:min|h|hr|hour|d|day|w|wk|week|mo|month|y|yr|year)(?:ute)?s?\b", re.I)


def _closed(match: re.Match[str]) -> str:
    before, unit = match.string[max(match.start() - 12, 0) : match.start()], match["unit"]
    fraction = match["whole"] == "0" and unit in ",;:)]"
    measured = "10" in unit or (ucum_of(unit.rstrip(".-")) and not _CALENDAR.match(unit))
    if _NUMBERED.search(before) or not (fraction or measured):
        return match[0]
    return f"{match['whole']}{'.' if match['point'] else ''}{match['rest']}"


_LESS_OR_MORE = re.compile(
    r"\b(?:(?P<less>below|(?:less|lower|fewer) than)|above|(?:more|greater|higher) than)\s"
    r"(?=[0-9])",
    re.IGNORECASE,
)


def signed(text: str) -> str:
    """``text`` with '<5' for 'below 5', and '>5' for 'more than 5'."""
    return _LESS_OR_MORE.sub(lambda m: "<" if m["less"] else ">", text)


def words(text: str) -> list[str]:
    """The words of ``text``, lower case and in one spelling, for comparing two texts."""
    return re.findall(r"[a-z0-9]+", tidy(text).casefold())


def any_of(beside: str, name: str) -> str:
    """A pattern for any of the patterns in a list; see ``words_in``."""
    return f"(?:{'|'.join(words_in(beside, name))})"


def slug(text: str, longest: int = 48) -> str:
    """``text`` as an id: lower-case letters, digits and hyphens; empty if nothing is left."""
    greek = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "µ": "u", "κ": "kappa"}
    plain = "".join(greek.get(c, c) for c in tidy(text).casefold())
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].rstrip("-")


def shortened(text: str, most: int = 6) -> str:
    """The first ``most`` words of ``text``: enough to find the place, too few for a sentence."""
    text = tidy(text)
    kept: list[str] = []
    for part in text.split():
        if len(words(" ".join([*kept, part]))) > most:
            return " ".join(kept or [part[:40]]) + " …"
        kept.append(part)
    return text


def superscripts(text: str) -> str:
    """``text`` with its powers as people write them: 10⁴ for 10^4."""
    raised = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
    return re.sub(r"\^(-?[0-9]+)", lambda m: m[1].translate(raised), text)


def _untex(tex: str) -> str:
    tex = re.sub(r"\\(?:text|mathrm|rm|textit|mathit)\s*\{([^{}]*)\}", r"\1", tex)
    tex = re.sub(r"\\mu\b\s*", "µ", tex)
    tex = re.sub(r"\\(\w+)", lambda m: _TEX_SIGNS.get(m[1], m[0]), tex).replace(r"\%", "%")
    tex = re.sub(r"[\^_]\{([^{}]*)\}", r"^\1", tex)
    return re.sub(r"[{}]", "", re.sub(r"\\[,;: ]", " ", tex)).replace("^°", "°")


def _shown(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Zs", "Zl", "Zp") or char in "\n\t\r\x0b\x0c\x85":
        return " "
    # Invisible characters could control a terminal or hide a word from a search.
    return "" if category in ("Cc", "Cf", "Cs", "Co", "Cn") else char


def _latin(text: str) -> str:
    def even(match: re.Match[str]) -> str:
        changed = match[0].translate(_HOMOGLYPHS)
        return match[0] if _CYRILLIC.search(changed) else changed

    return re.sub(r"[\w-]+", even, text)


_BREAK = re.compile(r"""(?<=[.!?])(?:["')\]]|\[[0-9,\s-]+\])*\s+(?=["'(\[]?[A-Z0-9α-ωµ])""")
_ABBREVIATION = re.compile(
    r"(?:\b(?:figs?|tables?|refs?|eqs?|e\.g|i\.e|vs|cf|ca|approx|dr|mr|mrs|ms|prof|st|no|nos|al|"
    r"inc|ltd|co|dept|vol|pp|spp|sp|var|etc|resp|temp|max|min|avg|hosp)|(?<![A-Za-z0-9/°])[A-Z])\.\Z",
    re.IGNORECASE,
)
# '39 °C.', '37 C.' and 'hepatitis C.' end in a letter that is not an initial.
_LETTER_ENDS = re.compile(
    r"(?:[\d°]\s*[CF]|\b(?:hepatitis|vitamins?|types?|groups?|class|grade|stage|factor|amphotericin|protein)"
    r"\s[A-Z])\.\Z",
    re.IGNORECASE,
)
# These may end a sentence ('et al. In 2015'); 'Fig.' before a name or number never does.
_MAY_END = re.compile(r"\b(?:etc|co|inc|ltd|al|min|max|no)\.\Z", re.IGNORECASE)

LONGEST = 1500
"""Characters read of one sentence: anything longer is a table or an attack."""


def sentences(paragraph: str) -> tuple[str, ...]:
    """The sentences of one paragraph."""
    parts: list[str] = []
    begin = 0
    for match in _BREAK.finditer(paragraph):
        before = paragraph[max(begin, match.start() - 30) : match.start()].rstrip("\"')] ")
        if _ABBREVIATION.search(before) and not _ends(before, paragraph[match.end() :]):
            continue
        parts.append(paragraph[begin : match.end()].strip())
        begin = match.end()
    if rest := paragraph[begin:].strip():
        parts.append(rest)
    return tuple(parts)


def _ends(before: str, after: str) -> bool:
    starts = re.match(r"(?:The|A|An|In|On|He|She|They|We|His|Her|This|After|It)\b", after)
    marked = re.match(r"\[S[0-9]+\]", after)
    return bool(marked or _LETTER_ENDS.search(before) or (_MAY_END.search(before) and starts))

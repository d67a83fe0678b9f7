"""One spelling for what printers spell in many ways: spaces, dashes, powers, µ and ≥."""

from __future__ import annotations

import re
import unicodedata

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_NARROW = "\u00a0\u2009\u202f\u2007\u2008\u200a\u2006"
_SIGNS = str.maketrans({
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u03bc": "µ", "\u2103": "°C", "\u02c2": "<", "\u02c3": ">", "\uff1c": "<", "\uff1e": ">",
    "\u2264": "<=", "\u2265": ">=", "\u2266": "<=", "\u2267": ">=", "\u2a7d": "<=", "\u2a7e": ">=",
    "\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2044": "/", "\u2215": "/",
    "\u00ba": "°", "\u02da": "°", "\u223c": "~", "\u2248": "~", "\uff05": "%", "\u22c5": "·",
})  # fmt: skip
# Scanned tables have Cyrillic letters that look Latin: a name with them is found by nobody.
_HOMOGLYPHS = str.maketrans("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_TEX = (
    (re.compile(r"\\(?:text|mathrm|rm|textit|mathit)\s*\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\times\b"), "×"), (re.compile(r"\\mu\b\s*"), "µ"),
    (re.compile(r"\\geq?\b"), ">="), (re.compile(r"\\leq?\b"), "<="),
    (re.compile(r"\\(?:pm)\b"), "±"), (re.compile(r"\\circ\b"), "°"), (re.compile(r"\\%"), "%"),
    (re.compile(r"\\beta\b"), "β"), (re.compile(r"\\alpha\b"), "α"),
    (re.compile(r"\\gamma\b"), "γ"), (re.compile(r"[\^_]\{([^{}]*)\}"), r"^\1"),
    (re.compile(r"\\[,;: ]"), " "),
)  # fmt: skip
_TEX_SPAN = re.compile(r"\$([^$\n]{1,200}?)\$")


def tidy(text: str) -> str:
    """``text`` on one line with one kind of space, dash, power, micro sign and comparison."""
    text = _TEX_SPAN.sub(lambda m: _untex(m[1]) if re.search(r"[\\^{]", m[1]) else m[0], text)
    text = re.sub(f"(?<=[0-9])[{_NARROW}](?=[0-9]{{3}}(?![0-9]))", "", text)
    text = re.sub(r"(?<=10)[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda m: "^" + m[0].translate(_SUPERSCRIPTS), text)
    text = text.translate(_SUPERSCRIPTS).translate(_SIGNS)
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"(?<![\w^])10 ?(?:\^ ?|\*\*? ?)([0-9]{1,2})(?= ?/)", r"10^\1", text)
    text = " ".join("".join(_shown(c) for c in text).split())
    return _latin(text) if _CYRILLIC.search(text) else text


def words(text: str) -> list[str]:
    """The words of ``text``, evened out, for comparing two texts."""
    return re.findall(r"[a-z0-9]+", tidy(text).casefold())


def slug(text: str, longest: int = 48) -> str:
    """``text`` as an id: lower-case letters, digits and hyphens; empty if nothing is left."""
    greek = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "µ": "u", "κ": "kappa"}
    plain = "".join(greek.get(c, c) for c in tidy(text).casefold())
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].rstrip("-")


def shortened(text: str, most: int = 6) -> str:
    """The first words of ``text``: enough to find a place by, too few to be a sentence of it."""
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
    for pattern, replacement in _TEX:
        tex = pattern.sub(replacement, tex)
    return tex.replace("{", "").replace("}", "").replace("^°", "°")


def _shown(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Zs", "Zl", "Zp") or char in "\n\t\r\x0b\x0c\x85":
        return " "
    # Invisible characters could drive a terminal or hide a word from a search.
    return "" if category in ("Cc", "Cf", "Cs", "Co", "Cn") else char


def _latin(text: str) -> str:
    def even(match: re.Match[str]) -> str:
        changed = match[0].translate(_HOMOGLYPHS)
        return match[0] if _CYRILLIC.search(changed) else changed

    return re.sub(r"[\w-]+", even, text)
